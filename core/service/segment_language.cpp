#include "segment/compile.h"
#include "segment/rule_sql.h"
#include "segment/rule_text.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "store/dataset_reader.h"

#include <fmt/format.h>

namespace audience::service {

Result<model::SegmentRule> SegmentService::fromText(const std::string &text) const { return segment::ruleFromText(text); }

std::string SegmentService::toText(const model::SegmentRule &rule) const { return segment::toText(rule); }

namespace {

std::string literal(const sql::Value &value) {
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto *real = std::get_if<double>(&value))
        return fmt::format("{}", *real);
    std::string text = "'";
    for (const char c : std::get<std::string>(value))
        text += c == '\'' ? std::string("''") : std::string(1, c);
    return text + "'";
}

// The parameters written out, so that the text runs as it is wherever it is pasted.
std::string withParameters(const sql::Statement &statement) {
    std::string text;
    char quote = 0;
    bool inComment = false;
    for (std::size_t i = 0; i < statement.text.size(); ++i) {
        const char c = statement.text[i];
        if (inComment)
            inComment = c != '\n';
        else if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '-' && statement.text.compare(i, 2, "--") == 0)
            inComment = true;
        else if (c == '\'' || c == '"')
            quote = c;
        else if (c == '?') {
            std::size_t end = i + 1, number = 0;
            for (; end < statement.text.size() && statement.text[end] >= '0' && statement.text[end] <= '9'; ++end)
                number = number * 10 + static_cast<std::size_t>(statement.text[end] - '0');
            text += literal(statement.parameters[number - 1]);
            i = end - 1;
            continue;
        }
        text += c;
    }
    return text;
}

} // namespace

Result<std::string> SegmentService::sql(const model::SegmentRule &rule, const std::string &dialect) const {
    if (dialect != sql::toText(sql::Dialect::Sqlite))
        return Error(ErrorKind::Invalid, "segment.unknown_dialect").with("dialect", dialect);
    TRY_ASSIGN(const auto snapshot, m_session.snapshot());
    const SavedSets sets(m_session);
    segment::Compilation compiled = segment::compile(rule, snapshot->schema(), {countingNow(m_session), workspaceZone(m_session), &sets});
    if (!compiled.plan)
        return segment::asError(compiled.findings);
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    segment::SqlNames names;
    names.times = segment::SqlNames::Times::IsoText;
    for (const store::DatasetInfo &dataset : datasets) {
        if (dataset.role == store::DatasetRole::Profiles) {
            names.profiles = dataset.name;
            names.keyColumn = dataset.keyField;
        } else if (dataset.role == store::DatasetRole::Events) {
            const auto time = dataset.fieldIndex(dataset.timeField);
            const auto timeType = time ? dataset.fields[*time].type : engine::ColumnType::Instant;
            names.events.push_back({dataset.name, dataset.name, dataset.profileField, dataset.timeField, dataset.nameField,
                                    timeType == engine::ColumnType::Date});
        }
    }
    TRY_ASSIGN(const sql::Statement statement, segment::toSql(*compiled.plan, snapshot->schema(), names, sql::Dialect::Sqlite));
    return withParameters(statement);
}

} // namespace audience::service
