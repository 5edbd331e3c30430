package io.connects.finesse.message;

/** What a notification tells of. */
public sealed interface Payload
        permits ApiErrors,
                Dialog,
                Dialogs,
                Media,
                MediaList,
                Queue,
                SystemInfo,
                Team,
                TeamMessage,
                Unrecognised,
                User {}
