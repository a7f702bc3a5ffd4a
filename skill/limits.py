"""What Alexa allows, in one place. Amazon's documentation of custom skills has these figures."""

from datetime import timedelta

ANSWER_SECONDS = 8.0
"""How long Alexa waits for an answer."""
RESPONSE_BYTES = 24 * 1_024
"""The size of a whole response. Alexa accepts 120 KB now, but older pages of its documentation say 24."""
SPEECH_CHARACTERS = 8_000
"""Characters of SSML in one answer, its markup included."""
BREAK_MS = 10_000
"""The longest `<break>`; longer silences are several."""
CARD_CHARACTERS = 8_000
AUDIO_MS = 240_000
"""The sound of all `<audio>` clips in one answer."""
CLIP_HZ, CLIP_KBITS = 24_000, 48
"""The sample rate and bit rate of a clip, as MPEG version 2."""
REQUEST_TOLERANCE, EVENT_TOLERANCE = timedelta(seconds=150), timedelta(hours=1)
"""How old a request, and a skill event, may be when it arrives."""
