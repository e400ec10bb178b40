#include "app/cli/commands/commands.h"

#include "app/cli/stop_signal.h"
#include "service/data_service.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace audience::cli {

using namespace service;

namespace {

struct ImportOptions {
    std::string file, name, role = "table", mode, key, profile, time, nameColumn, event, id, email, consent, zone = "UTC", delimiter, encoding,
        dates, numbers, types;
    std::vector<std::string> derive;
    bool dryRun = false, again = false, noHeader = false;
    std::int64_t maxRejects = -1;
};

// The dataset's name where none was given: the file's, without folder and ending.
std::string nameOfFile(const std::string &path) {
    const auto slash = path.find_last_of("/\\");
    const std::string file = slash == std::string::npos ? path : path.substr(slash + 1);
    return file.substr(0, file.find_last_of('.'));
}

Result<ingest::ImportSpec> specOf(const ImportOptions &options) {
    ingest::ImportSpec spec;
    spec.path = options.file;
    spec.name = options.name.empty() ? nameOfFile(options.file) : options.name;
    spec.role = options.role == "profiles" ? store::DatasetRole::Profiles
                : options.role == "events" ? store::DatasetRole::Events
                                           : store::DatasetRole::Table;
    spec.mode = options.mode == "replace" ? store::WriteMode::Replace
                : options.mode == "upsert" ? store::WriteMode::Upsert
                                           : store::WriteMode::Append;
    spec.key = options.key;
    spec.profile = options.profile;
    spec.time = options.time;
    spec.nameColumn = options.nameColumn;
    spec.eventName = options.event;
    spec.id = options.id;
    spec.email = options.email;
    spec.consent = options.consent;
    spec.zone = options.zone;
    spec.delimiter = options.delimiter;
    spec.encoding = options.encoding;
    spec.dryRun = options.dryRun;
    spec.allowSameFile = options.again;
    if (options.noHeader)
        spec.header = false;
    if (!options.dates.empty() && options.dates != "ymd")
        spec.dates = ingest::dateOrderFromText(options.dates);
    if (!options.numbers.empty())
        spec.numbers = options.numbers == "comma" ? ingest::NumberStyle::Comma : ingest::NumberStyle::Point;
    if (!options.types.empty()) {
        TRY_ASSIGN(const std::string text, readText(options.types));
        TRY_ASSIGN(spec.types, ingest::typesFromJson(text));
    }
    for (const std::string &text : options.derive) {
        TRY_ASSIGN(ingest::DerivedColumn column, ingest::derivedColumnFromText(text));
        spec.derived.push_back(std::move(column));
    }
    if (options.maxRejects >= 0)
        spec.maxRejects = options.maxRejects;
    return spec;
}

Json jsonOf(const ImportFindings &found) {
    const auto buckets = [](const std::vector<Bucket> &values) {
        Json list = Json::array();
        for (const Bucket &value : values)
            list.push_back(Json{{"value", value.label}, {"count", value.count}});
        return list;
    };
    Json findings = Json::array(), empty = Json::object(), consent = Json::array();
    for (const ConsentValue &value : found.consentValues)
        consent.push_back(Json{{"value", value.text}, {"count", value.count}, {"yes", value.isYes}});
    for (const ImportFinding &finding : found.findings)
        findings.push_back(Json{{"id", finding.id}, {"text", sentenceOf(finding.id, finding.args)}, {"count", finding.count},
                                {"example", finding.example}, {"row", finding.row}});
    for (const SurveyedColumn &column : found.columns)
        empty[column.field.name] = column.empty;
    return Json{{"existing", found.existing}, {"updated", found.updated},          {"with_address", found.withAddress}, {"without_address", found.withoutAddress},
                {"invalid_addresses", found.invalidAddresses}, {"shared_addresses", found.sharedAddresses}, {"blocked", found.suppressed},
                {"agreed", found.agreed},              {"disagreed", found.disagreed},      {"withdrawn", found.withdrawn}, {"said_nothing", found.saidNothing},
                {"can_be_emailed", found.canBeEmailed}, {"can_be_emailed_if_all_agreed", found.canBeEmailedIfAll},
                {"consent_values", consent}, {"event_names", buckets(found.eventNames)},
                {"empty", empty},                      {"findings", findings}};
}

// In words: what is there, and each remark with how often and an example.
void sayFound(const Console &console, const ingest::ImportSpec &spec, const ImportFindings &found) {
    if (spec.role == store::DatasetRole::Profiles)
        console.say(grouped(found.added) + " people, " + grouped(found.duplicates) + " duplicates, " + grouped(found.withAddress) + " with an address, " +
                    grouped(found.canBeEmailed) + " can be emailed" +
                    (found.canBeEmailedIfAll > found.canBeEmailed ? " (" + grouped(found.canBeEmailedIfAll) + " if everybody agreed)" : ""));
    if (found.existing > 0)
        console.say(grouped(found.added - std::min(found.added, found.replaced)) + " new; of the " + grouped(found.existing) + " rows that are there " +
                    grouped(spec.mode == store::WriteMode::Replace ? found.replaced : found.updated) +
                    (spec.mode == store::WriteMode::Replace ? " go" : " change"));
    for (const ImportFinding &finding : found.findings)
        console.say((finding.count > 0 ? grouped(finding.count) + ": " : std::string("note: ")) + sentenceOf(finding.id, finding.args) +
                    (finding.row > 0 ? " Row " + std::to_string(finding.row) + ": " + finding.example : std::string()));
}

Result<int> runImport(const Console &console, Session &session, const ImportOptions &options) {
    TRY_ASSIGN(const ingest::ImportSpec spec, specOf(options));
    StopSignal stop;
    const auto show = console.progress("read");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, state.total);
    });
    TRY_ASSIGN(const ingest::ImportReport report, DataService(session).importFile(spec, &progress, stop.token()));
    std::optional<ImportFindings> found;
    if (spec.dryRun) {
        TRY_ASSIGN(found, DataService(session).survey(spec, nullptr, stop.token()));
    }
    if (console.json) {
        Json rejects = Json::array(), findings = Json::array(), fields = Json::array();
        for (const ingest::RowReject &reject : report.rejects)
            rejects.push_back(Json{{"row", reject.row}, {"byte", reject.byte}, {"reason", reject.reason}, {"column", reject.column}});
        for (const ingest::Finding &finding : report.findings)
            findings.push_back(Json{{"id", finding.id}, {"text", sentenceOf(finding.id, finding.args)}});
        for (const engine::Field &field : report.fields)
            fields.push_back(Json{{"name", field.name}, {"type", engine::toText(field.type)}});
        Json document{{"rows", report.rows}, {"kept", report.kept}, {"rejected", report.rejected}, {"seconds", report.seconds},
                      {"duplicates", found ? found->duplicates : report.duplicates}, {"added", found ? found->added : report.added},
                      {"replaced", found ? found->replaced : report.replaced}, {"repaired_text", report.replacedBytes},
                      {"consented", found ? found->agreed : report.consented}, {"generation", report.generation},
                      {"dry_run", spec.dryRun}, {"columns", fields}, {"rejects", rejects}, {"findings", findings}};
        if (found)
            document["found"] = jsonOf(*found);
        console.document(document);
        return kDone;
    }
    console.say(grouped(report.rows) + " rows read, " + grouped(report.kept) + " kept, " + grouped(report.rejected) + " rejected" +
                (report.duplicates > 0 ? ", " + grouped(report.duplicates) + " duplicates" : "") + (spec.dryRun ? " (dry run: nothing was written)" : ""));
    if (found) {
        sayFound(console, spec, *found);
        return kDone;
    }
    for (const ingest::Finding &finding : report.findings)
        console.say("note: " + sentenceOf(finding.id, finding.args));
    for (const ingest::RowReject &reject : report.rejects)
        console.say("rejected row " + std::to_string(reject.row) + " at byte " + std::to_string(reject.byte) + ": " +
                    sentenceOf(reject.reason, {{"column", reject.column}}));
    if (report.rejected > static_cast<std::int64_t>(report.rejects.size()))
        console.say("and " + grouped(report.rejected - static_cast<std::int64_t>(report.rejects.size())) + " more");
    return kDone;
}

} // namespace

void addImportCommand(CLI::App &app, Console &console) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App *command = console.add(app, "import", "Read a CSV, JSON Lines or Excel file into the workspace", true, [&console, options] {
        return withSession(console, [&](Session &session) { return runImport(console, session, *options); });
    });
    command->add_option("FILE", options->file)->required();
    command->add_option("--as", options->name, "Name of the dataset");
    command->add_option("--role", options->role)->check(CLI::IsMember({"profiles", "events", "table"}))->capture_default_str();
    command->add_option("--key", options->key, "Column that names a row");
    command->add_option("--profile", options->profile, "Column that names the person of a row");
    command->add_option("--time", options->time, "Column of the time of an event");
    command->add_option("--name", options->nameColumn, "Column of the name of an event");
    command->add_option("--event", options->event, "One name for all events of the file");
    command->add_option("--mode", options->mode)->check(CLI::IsMember({"append", "replace", "upsert"}));
    command->add_option("--id", options->id, "Column of a further id of the person");
    command->add_option("--email", options->email, "Column of the address");
    command->add_option("--consent", options->consent, "Column that says whether a person may be emailed");
    command->add_option("--zone", options->zone, "Time zone of times that say none")->capture_default_str();
    command->add_option("--delimiter", options->delimiter, "Instead of the one that was found");
    command->add_option("--encoding", options->encoding, "Instead of the one that was found");
    command->add_option("--dates", options->dates, "Order of day and month")->check(CLI::IsMember({"dmy", "mdy", "ymd"}));
    command->add_option("--numbers", options->numbers, "Decimal sign")->check(CLI::IsMember({"point", "comma"}));
    command->add_option("--types", options->types, "JSON file with the types of columns");
    command->add_option("--derive", options->derive, "NAME=EXPR, a column computed from the others; may be repeated");
    command->add_flag("--dry-run", options->dryRun, "Read everything, write nothing");
    command->add_flag("--again", options->again, "Import the same file a second time");
    command->add_flag("--no-header", options->noHeader, "The first row is data");
    command->add_option("--max-rejects", options->maxRejects, "Fail when more rows are rejected");
}

} // namespace audience::cli
