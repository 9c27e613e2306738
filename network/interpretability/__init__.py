"""Why a network answers as it does: what decided it, what would change it, what neurons see."""
