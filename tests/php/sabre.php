<?php
// Reads calendars on the standard input, and writes what sabre/vobject, Nextcloud's own reader, makes of them, as
// tests/node/calendar.js does. Whatever it would complain of is an error.
set_error_handler(function (int $level, string $said): bool {
    if ($level & (E_DEPRECATED | E_USER_DEPRECATED)) {
        return true; // the library is older than PHP
    }
    fwrite(STDERR, $said . "\n");
    exit(1);
});
spl_autoload_register(function (string $name): void {
    require '/usr/share/php/' . strtr($name, '\\', '/') . '.php';
});

function instant($time): int|string
{
    return $time->hasTime() ? $time->getDateTime()->getTimestamp() : $time->getDateTime()->format('Y-m-d');
}

function text($value): string
{
    return strtr((string) $value, ['\\,' => ',', '\\;' => ';']); // version 2 leaves these as they are written
}

function told(string $input): array
{
    $calendar = Sabre\VObject\Reader::read($input);
    foreach ($calendar->validate() as $complaint) {
        fwrite(STDERR, $complaint['message'] . "\n");
        exit(1);
    }
    $told = [];
    foreach ($calendar->select('VEVENT') as $event) {
        $told[] = [
            'uid' => (string) $event->UID,
            'start' => instant($event->DTSTART),
            'end' => instant($event->DTEND),
            'status' => (string) $event->STATUS,
            'summary' => text($event->SUMMARY),
        ];
    }
    return $told;
}

echo json_encode(array_map('told', json_decode(stream_get_contents(STDIN), flags: JSON_THROW_ON_ERROR)));
