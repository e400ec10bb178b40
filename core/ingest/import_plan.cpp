#include "ingest/import_plan.h"

#include "engine/codec.h"
#include "qbase/time_zone.h"
#include "store/dataset_reader.h"
#include "store/dataset_writer.h"

#include <algorithm>

namespace audience::ingest {

using engine::ColumnType;
using store::DatasetRole;

std::optional<DateOrder> dateOrderFromText(std::string_view text) {
    if (text == "dmy")
        return DateOrder::Dmy;
    if (text == "mdy")
        return DateOrder::Mdy;
    if (text == "ymd")
        return DateOrder::Ymd;
    return std::nullopt;
}

namespace {

Error needs(std::string_view role, std::string_view option) {
    return Error(ErrorKind::Invalid, "ingest.needs_option")
        .with("role", role)
        .with("option", option);
}

Result<void> checkSpec(const ImportSpec &spec) {
    if (spec.name.empty())
        return needs("import", "--as");
    if (spec.role == DatasetRole::Profiles && spec.key.empty())
        return needs("profiles", "--key");
    if (spec.role == DatasetRole::Events && spec.profile.empty() && spec.key.empty())
        return needs("events", "--profile");
    if (spec.role == DatasetRole::Events && spec.time.empty())
        return needs("events", "--time");
    if (spec.role == DatasetRole::Events && spec.nameColumn.empty() == spec.eventName.empty())
        return needs("events", "--name or --event");
    if (spec.mode == store::WriteMode::Upsert && spec.role == DatasetRole::Events)
        return Error(ErrorKind::Invalid, "ingest.events_have_no_upsert");
    if (spec.mode == store::WriteMode::Upsert && spec.key.empty())
        return needs("upsert", "--key");
    if (!isKnownZone(spec.zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", spec.zone);
    return {};
}

std::vector<std::string> neededColumns(const ImportSpec &spec) {
    std::vector<std::string> names;
    for (const std::string *name : {&spec.key, &spec.profile, &spec.time, &spec.nameColumn,
                                    &spec.id, &spec.email, &spec.consent})
        if (!name->empty() && std::find(names.begin(), names.end(), *name) == names.end())
            names.push_back(*name);
    return names;
}

bool isDerived(const ImportSpec &spec, const std::string &name) {
    return std::any_of(spec.derived.begin(), spec.derived.end(),
                       [&](const auto &d) { return d.name == name; });
}

Result<DialectOptions> dialectOptions(const ImportSpec &spec) {
    DialectOptions options;
    options.header = spec.header;
    for (const std::string &name : neededColumns(spec))
        if (!isDerived(spec, name))
            options.expectedColumns.push_back(name);
    if (!spec.delimiter.empty()) {
        options.delimiter = delimiterFromText(spec.delimiter);
        if (!options.delimiter)
            return Error(ErrorKind::Invalid, "ingest.bad_delimiter")
                .with("delimiter", spec.delimiter);
    }
    if (!spec.encoding.empty()) {
        options.encoding = encodingFromText(spec.encoding);
        if (!options.encoding)
            return Error(ErrorKind::Invalid, "ingest.unknown_encoding")
                .with("encoding", spec.encoding);
    }
    return options;
}

Result<void> checkColumns(const CsvDialect &dialect, const ImportSpec &spec,
                          const DialectOptions &options) {
    std::vector<std::string> wanted = options.expectedColumns;
    for (const auto &[name, field] : spec.types)
        wanted.push_back(name);
    for (const std::string &name : wanted) {
        if (std::find(dialect.columns.begin(), dialect.columns.end(), name) !=
                dialect.columns.end() ||
            isDerived(spec, name))
            continue;
        if (dialect.columns.size() == 1)
            return Error(ErrorKind::Invalid, "ingest.wrong_delimiter")
                .with("delimiter", delimiterName(dialect.delimiter))
                .with("column", name)
                .with("found", dialect.columns.front().substr(0, 200));
        return Error(ErrorKind::Invalid, "ingest.unknown_column")
            .with("column", name)
            .with("nearest", nearestName(name, dialect.columns));
    }
    for (const DerivedColumn &derived : spec.derived)
        if (std::find(dialect.columns.begin(), dialect.columns.end(), derived.name) !=
            dialect.columns.end())
            return Error(ErrorKind::Invalid, "ingest.column_exists").with("column", derived.name);
    return {};
}

// What a column is called upon to be, before its values are asked.
TypeOptions typeOptions(const ImportSpec &spec, const CsvDialect &dialect, const std::optional<store::DatasetInfo> &existing) {
    TypeOptions options;
    options.dates = spec.dates;
    options.numbers = dialect.form == FileForm::Text ? spec.numbers : std::optional(NumberStyle::Point);
    options.timeColumn = spec.time;
    if (existing && spec.mode != store::WriteMode::Replace)
        for (const engine::Field &field : existing->fields)
            options.forced[field.name] = field;
    for (const auto &[name, field] : spec.types)
        options.forced[name] = field;
    return options;
}

Result<void> checkDates(const TypeDecision &decision) {
    if (decision.ambiguousDates.empty())
        return {};
    const auto &[column, example] = decision.ambiguousDates.front();
    const auto reading = [&example = example](DateOrder order) {
        const auto value = parseDateTime(example, order, false);
        return value ? toIso(value->date) : std::string();
    };
    return Error(ErrorKind::Invalid, "ingest.ambiguous_dates")
        .with("column", column)
        .with("example", example)
        .with("dmy", reading(DateOrder::Dmy))
        .with("mdy", reading(DateOrder::Mdy));
}

constexpr std::int64_t kFirstPart = std::int64_t{1} << 20;
constexpr std::int64_t kLongFile = std::int64_t{16} << 20; // shorter ones are read twice in no time

struct Typed {
    Survey survey;
    TypeDecision decision;
    bool provisional = false;
};

Result<Typed> surveyTypes(FileSource &source, const CsvDialect &dialect, const TypeOptions &options,
                          PlanFrom from, Progress *progress, const CancelToken &cancel) {
    Typed typed;
    if (from == PlanFrom::FirstPart && source.size() >= kLongFile) {
        TRY_ASSIGN(typed.survey, surveyFile(source, dialect, {kFirstPart, 0}, nullptr, cancel));
        typed.decision = decideTypes(dialect.columns, typed.survey.tallies, options);
        typed.provisional = typed.survey.rows > 0 && typed.decision.ambiguousDates.empty();
        for (std::size_t i = 0; i < dialect.columns.size(); ++i)
            typed.provisional = typed.provisional &&
                                isSettled(typed.decision.columns[i], typed.survey.tallies[i]);
        if (typed.provisional) {
            typed.survey.rows = typed.survey.rows * source.size() / std::max<std::int64_t>(1, typed.survey.bytes);
            typed.survey.bytes = source.size();
            return typed;
        }
    }
    TRY_ASSIGN(typed.survey, surveyFile(source, dialect, {}, progress, cancel));
    typed.decision = decideTypes(dialect.columns, typed.survey.tallies, options);
    return typed;
}

store::DatasetInfo datasetFor(const ImportSpec &spec, const DecodePlan &decode) {
    store::DatasetInfo info;
    info.name = spec.name;
    info.role = spec.role;
    for (std::size_t i = 0; i < decode.width(); ++i)
        info.fields.push_back(decode.field(i));
    const bool events = spec.role == DatasetRole::Events;
    info.profileField = spec.role == DatasetRole::Profiles || (events && spec.profile.empty())
                            ? spec.key
                            : spec.profile;
    info.keyField = events ? std::string() : spec.key;
    info.timeField = spec.time;
    info.nameField = spec.nameColumn;
    info.fixedEventName = spec.eventName;
    info.emailField = spec.email;
    info.consentField = spec.consent;
    info.zone = spec.zone;
    return info;
}

} // namespace

Result<std::optional<store::DatasetInfo>> findExisting(const store::Connection &connection, const ImportSpec &spec) {
    if (spec.role == DatasetRole::Profiles) {
        TRY_ASSIGN(const auto datasets, store::DatasetReader::list(connection));
        for (const store::DatasetInfo &info : datasets)
            if (info.role == DatasetRole::Profiles && info.name != spec.name)
                return Error(ErrorKind::Refused, "ingest.second_people").with("dataset", info.name).with("name", spec.name);
    }
    return store::DatasetReader::find(connection, spec.name);
}

Result<ImportPlan> planImport(FileSource &source, const ImportSpec &spec,
                              const std::optional<store::DatasetInfo> &existing, Progress *progress,
                              const CancelToken &cancel, PlanFrom from) {
    TRY(checkSpec(spec));
    TRY_ASSIGN(const DialectOptions options, dialectOptions(spec));
    TRY_ASSIGN(SniffedDialect sniffed, sniffDialect(source, options));
    TRY(checkColumns(sniffed.dialect, spec, options));
    TRY_ASSIGN(Typed typed, surveyTypes(source, sniffed.dialect, typeOptions(spec, sniffed.dialect, existing), from, progress,
                                        cancel));
    const Survey &survey = typed.survey;
    TypeDecision &decision = typed.decision;
    if (survey.rows == 0)
        return Error(ErrorKind::Invalid, "ingest.no_rows").with("path", spec.path);

    ImportPlan plan;
    plan.findings = std::move(sniffed.findings);
    plan.digest = survey.digest;
    plan.rows = survey.rows;
    plan.consentYes = spec.consentYes;
    const std::int64_t rowBytes = survey.bytes / std::max<std::int64_t>(survey.rows, 1) + 1;
    plan.pieceBytes = static_cast<std::size_t>(
        std::clamp<std::int64_t>(rowBytes * engine::kChunkRows * 15 / 16, 256 << 10, 16 << 20));

    plan.findings.insert(plan.findings.end(), decision.findings.begin(), decision.findings.end());
    TRY(checkDates(decision));
    auto decode = std::make_shared<DecodePlan>();
    decode->dialect = std::move(sniffed.dialect);
    decode->columns = std::move(decision.columns);
    decode->zone = spec.zone;
    decode->provisional = typed.provisional;

    std::vector<engine::Field> fields;
    for (const ColumnFormat &column : decode->columns)
        fields.push_back(column.field);
    for (const DerivedColumn &derived : spec.derived) {
        TRY_ASSIGN(DeriveExpression expression, DeriveExpression::compile(derived, fields));
        for (const auto &other : decode->derived)
            if (other->field().name == derived.name)
                return Error(ErrorKind::Invalid, "ingest.column_exists")
                    .with("column", derived.name);
        decode->derived.push_back(std::make_shared<const DeriveExpression>(std::move(expression)));
    }
    plan.dataset = datasetFor(spec, *decode);
    if (existing && spec.mode != store::WriteMode::Replace)
        TRY(store::checkExtends(*existing, plan.dataset));
    const auto require = [&](const std::string &name, std::string_view reason) {
        if (const auto index = plan.dataset.fieldIndex(name); index && !name.empty())
            decode->required.emplace_back(*index, reason);
    };
    if (spec.role != DatasetRole::Events)
        require(plan.dataset.keyField, "ingest.reject.no_key");
    if (spec.role == DatasetRole::Events) {
        const auto time = plan.dataset.fieldIndex(spec.time);
        const ColumnType type = plan.dataset.fields[*time].type;
        const auto unread = std::find_if(
            plan.findings.begin(), plan.findings.end(), [&](const Finding &finding) {
                return finding.id == "ingest.dates_unread" && finding.args.front().second == spec.time;
            });
        if (type == ColumnType::Text && unread != plan.findings.end()) {
            Error error(ErrorKind::Invalid, "ingest.times_unread");
            error.args = unread->args;
            return error;
        }
        if (type != ColumnType::Date && type != ColumnType::Instant)
            return Error(ErrorKind::Invalid, "ingest.not_a_time")
                .with("column", spec.time)
                .with("type", engine::toText(type));
        require(spec.time, "ingest.reject.no_time");
        require(spec.nameColumn, "ingest.reject.no_name");
    }
    const std::string &identity =
        plan.dataset.profileField.empty() ? plan.dataset.keyField : plan.dataset.profileField;
    decode->keyColumn = plan.dataset.fieldIndex(identity).value_or(SIZE_MAX);
    decode->keepPlaces = spec.role != DatasetRole::Events && !plan.dataset.keyField.empty();
    plan.decode = std::move(decode);
    return plan;
}

} // namespace audience::ingest
