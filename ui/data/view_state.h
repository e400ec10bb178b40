// How somebody looks at a dataset: order and filters of the rows, order, width and hiding of the columns.
// Columns are named, so that a view outlives an import that adds some. Plain values; kept in the settings of
// this machine, so that looking around changes nothing in the workspace. Any thread.
#pragma once

#include "service/table_query.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace audience::ui {

struct ViewState {
    service::TableQuery query;
    QStringList order;  // columns from the leading side; those not named follow
    QSet<QString> hidden;
    QHash<QString, int> widths; // set by hand
    int pinned = 0;
};

Json toJson(const ViewState &state);
ViewState viewStateFromJson(const Json &json);

// How somebody last looked at a dataset of the workspace with this id; null when never.
Json keptView(const std::string &workspace, const std::string &dataset);
void keepView(const std::string &workspace, const std::string &dataset, const Json &view);

} // namespace audience::ui
