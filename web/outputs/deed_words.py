"""Deeds - what the journal says that somebody did."""

from scheduler.domain.text import Text

DEED_WORDS = {
    "loaded": Text(fr="Données chargées", en="Data loaded"),
    "published": Text(fr="Plan publié, version", en="Plan published, version"),
    "republished": Text(fr="Version ancienne publiée de nouveau, sous le numéro", en="Old version published again, as"),
    "token_renewed": Text(fr="Adresse secrète d’agenda renouvelée", en="Secret calendar address renewed"),
    "person_invited": Text(fr="Personne invitée", en="Person invited"),
    "link_renewed": Text(fr="Nouveau lien envoyé", en="Another link sent"),
    "password_set": Text(fr="Mot de passe choisi", en="Password chosen"),
    "rights_changed": Text(fr="Rôles changés", en="Roles changed"),
    "account_closed": Text(fr="Compte fermé", en="Account closed"),
    "account_opened": Text(fr="Compte rouvert", en="Account opened again"),
    "dates_by_mail_changed": Text(fr="Dates par courrier", en="Dates by mail"),
    "letter_sent_again": Text(fr="Lettre envoyée de nouveau", en="Letter sent again"),
    "letter_discarded": Text(fr="Lettre abandonnée", en="Letter discarded"),
    "data_changed": Text(fr="Données changées", en="Data changed"),
    "data_restored": Text(fr="Changement des données annulé", en="Change of data undone"),
    "calendar_followed": Text(fr="Agenda d’un lieu suivi", en="A venue’s calendar followed"),
    "calendar_left": Text(fr="Agenda d’un lieu quitté", en="A venue’s calendar left"),
    "run_asked": Text(fr="Calcul demandé", en="Run asked for"),
    "run_stopped": Text(fr="Calcul arrêté", en="Run stopped"),
    "run_noted": Text(fr="Note sur un calcul", en="Note on a run"),
    "run_removed": Text(fr="Calcul retiré", en="Run removed"),
    "run_brought_back": Text(fr="Calcul remis dans la liste", en="Run brought back"),
    "run_lost": Text(fr="Calcul perdu", en="Run lost"),
    "draft_begun": Text(fr="Brouillon ouvert", en="Draft begun"),
    "draft_do": Text(fr="Brouillon modifié", en="Draft changed"),
    "draft_undo": Text(fr="Geste annulé dans le brouillon", en="Change undone in draft"),
    "draft_redo": Text(fr="Geste rétabli dans le brouillon", en="Change made again in draft"),
    "draft_reread": Text(fr="Brouillon remis à jour", en="Draft brought up to date"),
    "draft_put_aside": Text(fr="Brouillon mis de côté", en="Draft put aside"),
    "draft_taken_up": Text(fr="Brouillon repris", en="Draft taken up again"),
    "draft_published": Text(fr="Brouillon publié", en="Draft published"),
}
"""By the deed's own name; one that is not here is told by that name."""
