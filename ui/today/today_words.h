// The lines of Today in words: what happened or is wanted, what it means, and what its button does.
#pragma once

#include "service/today_service.h"
#include "ui/kit/list_rows.h"

#include <QTime>

namespace audience::ui {

ListRowItem needItem(const service::Remark &remark, int index);
ListRowItem changeItem(const service::Remark &remark, int index);
ListRowItem nextItem(const service::NextSend &next, Instant now);
ListRowItem workItem(const service::RecentWork &work, Instant now);
QString greeting(const QTime &time, const QString &user); // "Good morning, Ida"
QString sinceWords(Instant since, Instant now);           // "Thursday", "yesterday", "3 Oct"

} // namespace audience::ui
