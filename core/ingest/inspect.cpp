#include "ingest/inspect.h"

#include "base/text.h"
#include "ingest/consent_words.h"
#include "ingest/survey.h"

#include <algorithm>
#include <array>
#include <set>

namespace audience::ingest {

using engine::ColumnType;

namespace {

constexpr std::size_t kSampleRows = 10'000;
constexpr std::size_t kShownSamples = 5, kShownRows = 50;

bool nameHas(const std::string &column, std::initializer_list<std::string_view> words) {
    const std::string name = toLowerAscii(column);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

// The values of one column of the sample, trimmed, without the missing ones.
std::vector<std::string_view> valuesOf(const Survey &survey, std::size_t column) {
    std::vector<std::string_view> values;
    for (const auto &row : survey.sample)
        if (const std::string_view value = trimmed(row[column]); !value.empty())
            values.push_back(value);
    return values;
}

template <class Test> bool mostly(const std::vector<std::string_view> &values, Test test) {
    const auto hits = std::count_if(values.begin(), values.end(), test);
    return !values.empty() && static_cast<std::size_t>(hits) * 10 >= values.size() * 9;
}

bool looksLikeAddress(std::string_view value) {
    const std::size_t at = value.find('@');
    return at != std::string_view::npos && at > 0 &&
           value.find('.', at) != std::string_view::npos &&
           value.find(' ') == std::string_view::npos;
}

PreviewField previewField(const engine::Field &field, const std::vector<std::string_view> &values,
                          const TypeTally &tally) {
    PreviewField out{field, {}, tally.nulls(), static_cast<std::int64_t>(values.size()), 0, false};
    std::set<std::string_view> different;
    for (const std::string_view value : values)
        if (different.insert(value).second && out.samples.size() < kShownSamples)
            out.samples.emplace_back(value.substr(0, 200));
    out.different = static_cast<std::int64_t>(different.size());
    out.unique = tally.nulls() == 0 && !values.empty() && different.size() == values.size();
    return out;
}

bool canBeKey(const PreviewField &field) {
    return field.unique &&
           (field.field.type == ColumnType::Int64 || field.field.type == ColumnType::Text);
}

std::string suggestKey(const Preview &preview) {
    for (const bool byName : {true, false})
        for (const PreviewField &field : preview.fields)
            if (canBeKey(field) &&
                (!byName || nameHas(field.field.name, {"id", "key", "email", "number", "code"})))
                return field.field.name;
    return {};
}

void suggestRoles(Preview &preview, const Survey &survey) {
    preview.key = suggestKey(preview);
    for (std::size_t i = 0; i < preview.fields.size(); ++i) {
        const engine::Field &field = preview.fields[i].field;
        const auto values = valuesOf(survey, i);
        const bool isTime = field.type == ColumnType::Date || field.type == ColumnType::Instant;
        if (preview.time.empty() && isTime)
            preview.time = field.name;
        if (preview.email.empty() && mostly(values, looksLikeAddress))
            preview.email = field.name;
        if (preview.consent.empty() &&
            nameHas(field.name,
                    {"consent", "opt_in", "optin", "opt-in", "subscri", "newsletter"}) &&
            mostly(values,
                   [](std::string_view value) { return consentFromText(value).has_value(); }))
            preview.consent = field.name;
        const std::set<std::string_view> different(values.begin(), values.end());
        if (preview.eventName.empty() && field.type == ColumnType::Text &&
            different.size() <= 200 && different.size() * 2 <= values.size() &&
            nameHas(field.name, {"event", "action", "activity"}))
            preview.eventName = field.name;
    }
}

} // namespace

Result<Preview> inspectFile(const std::string &path, const InspectOptions &options) {
    TRY_ASSIGN(FileSource source, FileSource::open(path));
    TRY_ASSIGN(SniffedDialect sniffed, sniffDialect(source, options.dialect));
    const SurveyOptions sampling{std::max<std::int64_t>(options.maxBytes, 1), kSampleRows};
    TRY_ASSIGN(const Survey survey, surveyFile(source, sniffed.dialect, sampling));
    TypeOptions types = options.types;
    if (sniffed.dialect.form != FileForm::Text)
        types.numbers = NumberStyle::Point;
    TypeDecision decision = decideTypes(sniffed.dialect.columns, survey.tallies, types);

    Preview preview;
    preview.dialect = std::move(sniffed.dialect);
    preview.findings = std::move(sniffed.findings);
    preview.findings.insert(preview.findings.end(), decision.findings.begin(),
                            decision.findings.end());
    preview.ambiguousDates = std::move(decision.ambiguousDates);
    preview.fileBytes = source.size();
    preview.sampledRows = survey.rows;
    preview.irregularRows = survey.irregular;
    preview.wholeFile = survey.wholeFile;
    const std::int64_t dataBytes = survey.bytes - preview.dialect.dataOffset;
    preview.estimatedRows =
        survey.wholeFile || dataBytes <= 0
            ? survey.rows
            : static_cast<std::int64_t>(
                  static_cast<double>(survey.rows) *
                  static_cast<double>(source.size() - preview.dialect.dataOffset) /
                  static_cast<double>(dataBytes));
    for (std::size_t i = 0; i < decision.columns.size(); ++i)
        preview.fields.push_back(
            previewField(decision.columns[i].field, valuesOf(survey, i), survey.tallies[i]));
    suggestRoles(preview, survey);
    for (const auto &row : survey.sample)
        if (preview.rows.size() < kShownRows)
            preview.rows.push_back(row);
    return preview;
}

} // namespace audience::ingest
