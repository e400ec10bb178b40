#include "quality/notation.h"

#include "base/text.h"
#include "ingest/date_notation.h"

namespace audience::quality {

std::map<std::string, std::string> notationsIn(const ingest::Preview &preview) {
    std::map<std::string, std::string> notations;
    for (std::size_t i = 0; i < preview.fields.size(); ++i) {
        const engine::Field &field = preview.fields[i].field;
        if (field.type != engine::ColumnType::Date && field.type != engine::ColumnType::Instant)
            continue;
        ingest::TypeTally tally;
        for (const auto &row : preview.rows)
            if (i < row.size())
                tally.add(trimmed(row[i]));
        if (std::string notation = ingest::dateNotation(tally); !notation.empty())
            notations.emplace(field.name, std::move(notation));
    }
    return notations;
}

} // namespace audience::quality
