// What is selected in the grid as plain ranges, and its text for the clipboard: whole values, read from the
// table itself and not from the cells that happen to be in sight. Any thread; reading is for the background.
#pragma once

#include "async/cancel.h"
#include "service/table_service.h"

#include <QStringList>

#include <vector>

namespace audience::ui {

struct GridSelection {
    struct Range {
        std::int64_t top = 0, bottom = 0; // both are in it
        int left = 0, right = 0;
    };
    std::vector<Range> ranges;

    bool isEmpty() const { return ranges.empty(); }
    std::int64_t rows() const;                           // different ones
    std::vector<std::int64_t> places(std::int64_t most) const; // of those rows, rising
    bool hasColumn(int column) const;
};

struct CopyWish {
    GridSelection selection;
    std::vector<int> columns; // as they stand; a cell of theirs that is not selected stays blank
    QStringList head;         // above the rows; empty: none
    QString yes, no;
    std::int64_t mostCells = 1'000'000;
    std::size_t mostBytes = 32'000'000;
};

struct CopiedText {
    QString text; // tabs and lines, quoted where spreadsheets do
    std::int64_t rows = 0, allRows = 0;
};

Result<CopiedText> copiedText(service::Session &session, const service::Table &table, const CopyWish &wish, const CancelToken &cancel);

} // namespace audience::ui
