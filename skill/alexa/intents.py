"""Maps Alexa's names to the conversation's names; this is the only list of both."""

from collections.abc import Mapping

from skill.efficacy.breath import BreathingState
from skill.nlu.intents import Intent

TOUCH = "Alexa.Presentation.APL.UserEvent"
"""A touch on the screen."""
CONNECTED = "Connections.Response"
"""An answer from another skill, or from Alexa itself, to something this skill sent."""
PLAYBACK: Mapping[str, BreathingState] = {
    "AudioPlayer.PlaybackStarted": BreathingState.PLAYING,
    "AudioPlayer.PlaybackStopped": BreathingState.PAUSED,
    "AudioPlayer.PlaybackFailed": BreathingState.PAUSED,
    "AudioPlayer.PlaybackFinished": BreathingState.FINISHED,
}
"""A device's reports about a track; a response to one cannot contain speech."""
BUTTONS: Mapping[str, Intent] = {
    "PlaybackController.PlayCommandIssued": Intent.READY,
    "PlaybackController.PauseCommandIssued": Intent.WAIT,
    "PlaybackController.NextCommandIssued": Intent.STOP,
    "PlaybackController.PreviousCommandIssued": Intent.BACK,
}
"""Buttons on a device or its remote; a response to one cannot contain speech either."""
TOUCHES: Mapping[str, Intent] = {
    "pause": Intent.WAIT,
    "resume": Intent.READY,
    "skip": Intent.SKIP,
    "stop": Intent.STOP,
}
"""The buttons of the screen document."""
FALLBACK = "AMAZON.FallbackIntent"
BREATH_IN = "BreatheInIntent"
"""The intent that begins to describe a custom breathing pattern."""
LISTS = frozenset({"OutcomeIntent", "DifficultyIntent", "ThingIntent", "HealthIntent"})
"""Intents that consist of one list value only. Alexa also chooses them for words outside the list."""
INTENTS: Mapping[str, Intent] = {
    "LaunchRequest": Intent.OPEN,
    "AMAZON.StopIntent": Intent.STOP,
    "AMAZON.CancelIntent": Intent.STOP,
    "AMAZON.NavigateHomeIntent": Intent.STOP,
    "AMAZON.HelpIntent": Intent.HELP,
    "AMAZON.RepeatIntent": Intent.REPEAT,
    FALLBACK: Intent.NOTHING,
    "AMAZON.YesIntent": Intent.YES,
    "AMAZON.NoIntent": Intent.NO,
    "AMAZON.NextIntent": Intent.SKIP,
    "AMAZON.PreviousIntent": Intent.BACK,
    "AMAZON.PauseIntent": Intent.WAIT,
    "AMAZON.ResumeIntent": Intent.READY,
    "AMAZON.StartOverIntent": Intent.RESTART,
    "SkipIntent": Intent.SKIP,
    "GoBackIntent": Intent.BACK,
    "WaitIntent": Intent.WAIT,
    "EnoughIntent": Intent.ENOUGH,
    "ThatsWrongIntent": Intent.WRONG,
    "ForgetThatIntent": Intent.FORGET,
    "DontKnowIntent": Intent.DONT_KNOW,
    "NumberIntent": Intent.NUMBER,
    "LengthIntent": Intent.LENGTH,
    "DateIntent": Intent.DATE,
    "TimeIntent": Intent.TIME,
    "OutcomeIntent": Intent.OUTCOME,
    "DifficultyIntent": Intent.DIFFICULTY,
    "AnswerIntent": Intent.WORDS,
    "AnythingIntent": Intent.WORDS,
    "WarmUpIntent": Intent.WARM_UP,
    "WarmUpForIntent": Intent.WARM_UP,
    "BreatheIntent": Intent.BREATHE,
    BREATH_IN: Intent.BREATHE,
    "OnSoonIntent": Intent.ON_SOON,
    "NoBreathingIntent": Intent.NO_BREATHING,
    "BreathingIntent": Intent.BREATHING,
    "HearEvidenceIntent": Intent.EVIDENCE,
    "MoreIntent": Intent.MORE,
    "SomethingElseIntent": Intent.OTHER,
    "DoneIntent": Intent.DONE,
    "DebriefIntent": Intent.DEBRIEF,
    "ResumeDebriefIntent": Intent.RESUME_DEBRIEF,
    "NoteIntent": Intent.NOTE,
    "GettingReadyIntent": Intent.DOMAIN,
    "ThingIntent": Intent.DOMAIN,
    "AddSuccessIntent": Intent.SUCCESS,
    "RestartIntent": Intent.RESTART,
    "DeleteEverythingIntent": Intent.ERASE,
    "DistressIntent": Intent.DISTRESS,
    "UnwellIntent": Intent.UNWELL,
    "HealthIntent": Intent.HEALTH,
    "HoldsFineIntent": Intent.HOLDS_FINE,
    "TryAgainIntent": Intent.AGAIN,
    "FromEvidenceIntent": Intent.RESUME_EVIDENCE,
    "BuildLadderIntent": Intent.LADDER,
    "NextChallengeIntent": Intent.CHALLENGE,
    "DidItIntent": Intent.DID_IT,
    "HarderIntent": Intent.HARDER,
    "EasierIntent": Intent.EASIER,
    "StepBeforeIntent": Intent.STEP_BEFORE,
    "ChangeStepIntent": Intent.CHANGE_STEP,
    "ScheduleIntent": Intent.SCHEDULE,
    "UnscheduleIntent": Intent.UNSCHEDULE,
    CONNECTED: Intent.CONSENT,
    "ProgressIntent": Intent.PROGRESS,
    "RateIntent": Intent.RATE,
    "RoleModelIntent": Intent.MODEL,
    "EncouragementIntent": Intent.ENCOURAGEMENT,
    "SwitchIntent": Intent.SWITCH,
    "RenameIntent": Intent.RENAME,
    "RetireIntent": Intent.RETIRE,
    "FlatIntent": Intent.FLAT,
    "NervousIntent": Intent.NERVOUS,
    "PreferPatternIntent": Intent.PREFER_PATTERN,
    "PreferLengthIntent": Intent.PREFER_LENGTH,
    "CueWordIntent": Intent.CUE,
    "NoCueWordIntent": Intent.NO_CUE,
    "SlowerIntent": Intent.SLOWER,
    "UsualSpeedIntent": Intent.USUAL_SPEED,
    "VolumeIntent": Intent.VOLUME,
    "NoRatingIntent": Intent.NO_RATING,
    "RatingIntent": Intent.RATING,
    "NoCardsIntent": Intent.NO_CARDS,
    "CardsIntent": Intent.CARDS,
    "MyVoiceIntent": Intent.MY_VOICE,
    "AnyVoiceIntent": Intent.ANY_VOICE,
    "MyPageIntent": Intent.PAGE,
    "SignOutIntent": Intent.SIGN_OUT,
}
"""The requests and the interaction models' intents. A language's carrier intents mean `Intent.WORDS` as well."""
