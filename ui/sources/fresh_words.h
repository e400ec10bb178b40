// How old data are and what a sync is doing, in words: wherever synced data are shown it is said the same way. Main thread.
#pragma once

#include "service/sync_guess.h"
#include "ui/kit/widgets.h"

#include <QString>

namespace audience::ui {

// "just now", "12 minutes ago", "3 hours ago", "5 days ago".
QString dataAgeWords(Instant at, Instant now);

QString nextWords(Instant at, Instant now); // "now", "in 12 minutes", "21 Nov 2026, 06:00"

struct Freshness {
    QString words;
    Tone tone = Tone::Neutral; // colour only for what is old or failed
};
Freshness freshnessOf(const service::SyncLine &line, Instant now);

QString syncModeWord(model::SyncMode mode);
QString byteWords(std::int64_t bytes);    // "3.4 MB"
QString secondsWords(double seconds);     // "1 min 20 s"
QString runStateWord(sync::RunState state);
// What went wrong with a sync, and what to do about it in this window.
QString syncSentence(const Error &error);

} // namespace audience::ui
