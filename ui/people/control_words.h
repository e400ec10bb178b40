// What an email caused, in words and figures: the same on the page of the send and in its report.
// Pure; times are by the ZoneScope around it.
#pragma once

#include "service/control_result.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace audience::ui {

struct ControlWords {
    QString revenue, revenueRange; // empty: nothing can be said about it
    QString orders, ordersRange;
    QString verdict;
    QString foot;        // what counts
    QStringList columns; // of both groups; the first is the group
    QVector<QStringList> rows;
};

ControlWords controlWords(const service::ControlResult &result);

} // namespace audience::ui
