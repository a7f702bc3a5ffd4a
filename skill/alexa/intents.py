"""What Alexa calls things, and what the conversation calls them: the one list of both."""

from collections.abc import Mapping

from skill.efficacy.breath import BreathingState
from skill.nlu.intents import Intent

TOUCH = "Alexa.Presentation.APL.UserEvent"
"""A screen was touched."""
CONNECTED = "Connections.Response"
"""What another skill or Alexa itself answered to what this skill had sent it."""
PLAYBACK: Mapping[str, BreathingState] = {
    "AudioPlayer.PlaybackStarted": BreathingState.PLAYING,
    "AudioPlayer.PlaybackStopped": BreathingState.PAUSED,
    "AudioPlayer.PlaybackFailed": BreathingState.PAUSED,
    "AudioPlayer.PlaybackFinished": BreathingState.FINISHED,
}
"""What a device reports about a track: nothing can be said to that."""
BUTTONS: Mapping[str, Intent] = {
    "PlaybackController.PlayCommandIssued": Intent.READY,
    "PlaybackController.PauseCommandIssued": Intent.WAIT,
    "PlaybackController.NextCommandIssued": Intent.STOP,
    "PlaybackController.PreviousCommandIssued": Intent.BACK,
}
"""What is pressed on a device, or beside it: nothing can be said to that, either."""
TOUCHES: Mapping[str, Intent] = {
    "pause": Intent.WAIT,
    "resume": Intent.READY,
    "skip": Intent.SKIP,
    "stop": Intent.STOP,
}
"""The buttons of a document."""
FALLBACK = "AMAZON.FallbackIntent"
BREATH_IN = "BreatheInIntent"
"""How a custom breathing pattern begins to be told."""
LISTS = frozenset({"OutcomeIntent", "DifficultyIntent", "ThingIntent", "HealthIntent"})
"""Intents that are a list's value and nothing else: Alexa gives them for words outside the list too."""
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
    "NoRatingIntent": Intent.NO_RATING,
    "RatingIntent": Intent.RATING,
    "NoCardsIntent": Intent.NO_CARDS,
    "CardsIntent": Intent.CARDS,
    "MyVoiceIntent": Intent.MY_VOICE,
    "AnyVoiceIntent": Intent.ANY_VOICE,
}
"""Each intent of the interaction models. The carrier intents of a language mean words, too."""
