// A whole read of a connector as texts, for tests that compare rows.
#pragma once

#include "engine/column.h"
#include "warehouse/connector.h"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace audience::test {

struct ReadRows {
    std::vector<std::vector<std::string>> cells; // "NULL" for null
    std::vector<ingest::RowReject> rejects;
    std::vector<std::string> positions; // of the last row of each page, where there is an order
    std::int64_t noTimes = 0;           // dates and times of zeros alone
    std::string fault, detail;
    // "3 column reason" line by line.
    std::string rejectLines() const {
        std::string lines;
        for (const ingest::RowReject &reject : rejects)
            lines += std::to_string(reject.row) + " " + reject.column + " " + reject.reason + "\n";
        return lines;
    }
};

inline warehouse::ReadRequest everythingOf(const warehouse::TableShape &shape) {
    warehouse::ReadRequest request;
    request.table = shape.table.name;
    for (const warehouse::ColumnInfo &column : shape.columns)
        request.columns.push_back({column.name, column.base, column.field});
    return request;
}

inline ReadRows readRows(warehouse::Connector &connector, const warehouse::ReadRequest &request, const CancelToken &cancel = {}) {
    ReadRows rows;
    const auto failed = [&](const Error &why) {
        rows.fault = why.id;
        rows.detail = why.detail;
        return rows;
    };
    auto stream = connector.read(request, cancel);
    if (!stream)
        return failed(stream.error());
    for (;;) {
        auto page = (*stream)->next();
        if (!page)
            return failed(page.error());
        if (!*page)
            return rows;
        auto typed = (*stream)->decode(**page);
        if (!typed)
            return failed(typed.error());
        for (const auto &batch : typed->batches)
            for (std::uint32_t row = 0; row < batch.rows; ++row) {
                std::vector<std::string> cells;
                for (const auto &column : batch.columns)
                    cells.push_back(column.isNull(row) ? std::string("NULL") : engine::toText(engine::cellAt(column, row)));
                rows.cells.push_back(std::move(cells));
            }
        rows.noTimes += typed->noTimes;
        rows.rejects.insert(rows.rejects.end(), typed->rejects.begin(), typed->rejects.end());
        if (const auto position = (*stream)->position(**page, (*page)->rows - 1))
            rows.positions.push_back(*position);
    }
}

// A read that is cancelled after so long, and how long its end took then.
struct CancelledRead {
    std::string fault;
    std::chrono::milliseconds took{0};
};
inline CancelledRead readAndCancel(warehouse::Connector &connector, const warehouse::ReadRequest &request, std::chrono::milliseconds after) {
    using Clock = std::chrono::steady_clock;
    CancelSource source;
    Clock::time_point cancelled;
    std::thread later([&] {
        std::this_thread::sleep_for(after);
        cancelled = Clock::now();
        source.cancel();
    });
    const std::string fault = readRows(connector, request, source.token()).fault;
    const auto ended = Clock::now();
    later.join();
    return {fault, std::chrono::duration_cast<std::chrono::milliseconds>(ended - cancelled)};
}

// "name type:scale" line by line.
inline std::string typeLines(const warehouse::TableShape &shape) {
    std::string lines;
    for (const warehouse::ColumnInfo &column : shape.columns)
        lines += column.name + " " + std::string(engine::toText(column.field.type)) +
                 (column.field.type == engine::ColumnType::Decimal ? ":" + std::to_string(column.field.scale) : "") + "\n";
    return lines;
}

} // namespace audience::test
