"""Why a demand is not served, why here and not there, and at what price; each answer proven by a second solve."""
