#include "app/cli/commands/commands.h"
#include "app/cli/commands/data_commands.h"
#include "app/cli/commands/segment_commands.h"

#include "service/analytic_service.h"
#include "service/data_service.h"
#include "service/dataset_links.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct DataOptions {
    std::string dataset, column, target, sql, out;
    int limit = 1000;
};

Json datasetJson(const DatasetView &dataset) {
    Json fields = Json::array();
    for (const FieldView &field : dataset.fields)
        fields.push_back(Json{{"name", field.name}, {"type", field.type}});
    return Json{{"name", dataset.name},       {"role", dataset.role},     {"rows", dataset.rows},
                {"key", dataset.keyField},    {"profile", dataset.profileField}, {"time", dataset.timeField},
                {"event_name", dataset.nameField}, {"email", dataset.emailField}, {"consent", dataset.consentField},
                {"generation", dataset.generation}, {"updated_at", toIso(dataset.updatedAt)}, {"columns", fields}};
}

Result<int> list(const Console &console, Session &session) {
    TRY_ASSIGN(const auto datasets, DataService(session).datasets());
    Json all = Json::array();
    for (const DatasetView &dataset : datasets) {
        all.push_back(datasetJson(dataset));
        console.say(dataset.name + "\t" + dataset.role + "\t" + grouped(dataset.rows) + " rows\t" + std::to_string(dataset.fields.size()) + " columns\tas of " + toIso(dataset.updatedAt));
    }
    TRY(sayRemote(console, session, all));
    if (all.empty())
        console.say("No datasets yet.");
    if (console.json)
        console.document(all);
    return kDone;
}

Result<int> describe(const Console &console, Session &session, const DataOptions &options) {
    TRY_ASSIGN(const DatasetView dataset, DataService(session).dataset(options.dataset));
    if (console.json)
        console.document(datasetJson(dataset));
    for (const FieldView &field : dataset.fields)
        console.say(field.name + "\t" + field.type + (field.name == dataset.keyField ? "\tkey" : ""));
    return kDone;
}

Result<int> links(const Console &console, Session &session, const DataOptions &) {
    TRY_ASSIGN(const auto all, DatasetLinks(session).list());
    Json list = Json::array();
    for (const DatasetLink &link : all) {
        list.push_back(Json{{"from", link.fromDataset}, {"from_column", link.fromColumn}, {"to", link.toDataset}, {"to_column", link.toColumn}});
        console.say(link.fromDataset + '.' + link.fromColumn + "\t" + link.toDataset + '.' + link.toColumn);
    }
    if (console.json)
        console.document(list);
    return kDone;
}

Json bucketsJson(const std::vector<Bucket> &buckets) {
    Json list = Json::array();
    for (const Bucket &bucket : buckets)
        list.push_back(Json{{"label", bucket.label}, {"count", bucket.count}});
    return list;
}

Json barsJson(const std::vector<ProfileBar> &bars) {
    Json list = Json::array();
    for (const ProfileBar &bar : bars)
        list.push_back(Json{{"from", bar.from}, {"to", bar.to}, {"count", bar.count}});
    return list;
}

Result<int> profile(const Console &console, Session &session, const DataOptions &options) {
    DataService data(session);
    TRY_ASSIGN(const DatasetView dataset, data.dataset(options.dataset));
    Json all = Json::array();
    for (const FieldView &field : dataset.fields) {
        if (!options.column.empty() && field.name != options.column)
            continue;
        TRY_ASSIGN(const ColumnProfile one, data.profile(options.dataset, field.name));
        all.push_back(Json{{"name", field.name}, {"type", field.type}, {"rows", one.rows}, {"empty", one.empty}, {"distinct", one.distinct},
                           {"lowest", one.lowest}, {"highest", one.highest}, {"median", one.median}, {"mean", one.mean},
                           {"histogram", barsJson(one.histogram)}, {"most_common", bucketsJson(one.mostCommon)}});
        console.say(field.name + "\t" + field.type + "\tempty " + grouped(one.empty) + "\tdistinct " + grouped(one.distinct) +
                    (one.lowest.empty() ? "" : "\t" + one.lowest + " to " + one.highest));
    }
    if (all.empty() && !options.column.empty())
        return Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", options.dataset).with("column", options.column);
    if (console.json)
        console.document(all);
    return kDone;
}

std::string tabbed(const std::vector<std::string> &cells) {
    std::string text;
    for (const std::string &cell : cells)
        text += (&cell == &cells.front() ? "" : "\t") + cell;
    return text;
}

Result<int> query(const Console &console, Session &session, const DataOptions &options) {
    TRY_ASSIGN(const RowsPage page, DataService(session).query(options.sql, options.limit));
    if (console.json) {
        console.document(Json{{"columns", page.columns}, {"rows", page.rows}});
        return kDone;
    }
    if (!console.quiet)
        console.line(tabbed(page.columns));
    for (const auto &row : page.rows)
        console.line(tabbed(row));
    return kDone;
}

Result<int> summarize(const Console &console, Session &session, const DataOptions &options) {
    TRY_ASSIGN(const std::string json, readText(options.out));
    TRY_ASSIGN(const AnalyticTable table, AnalyticService(session).runText(json));
    if (console.json) {
        console.document(toJson(table));
        return kDone;
    }
    std::vector<std::string> cells;
    for (const FieldView &column : table.columns)
        cells.push_back(column.name);
    if (!console.quiet)
        console.line(tabbed(cells));
    for (const auto &row : table.rows) {
        cells.clear();
        for (const engine::Cell &cell : row)
            cells.push_back(engine::toText(cell));
        console.line(tabbed(cells));
    }
    return kDone;
}

} // namespace

void addDataCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<DataOptions>();
    CLI::App *noun = app.add_subcommand("data", "Datasets of the workspace");
    noun->alias("dataset");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    add("list", "All datasets", [](const Console &c, Session &s, const DataOptions &) { return list(c, s); });
    add("describe", "Columns of a dataset", describe)->add_option("DATASET", options->dataset)->required();
    CLI::App *one = add("profile", "Empty, distinct, range and most common values", profile);
    one->add_option("DATASET", options->dataset)->required();
    one->add_option("COLUMN", options->column);
    addDataCheck(*noun, console);
    add("relations", "Which columns point at which dataset", [](const Console &c, Session &s, const DataOptions &) -> Result<int> {
        TRY_ASSIGN(const auto found, DataService(s).relations());
        Json list = Json::array();
        for (const RelationView &relation : found) {
            list.push_back(Json{{"from", relation.from}, {"column", relation.column}, {"to", relation.to}, {"key", relation.key}, {"matched", relation.matched}});
            c.say(relation.from + "." + relation.column + " -> " + relation.to + "." + relation.key);
        }
        if (c.json)
            c.document(list);
        return kDone;
    });
    CLI::App *sql = add("query", "One read-only SQL statement over the datasets", query);
    sql->add_option("SQL", options->sql)->required();
    sql->add_option("--limit", options->limit, "At most so many rows")->capture_default_str();
    add("summarize", "Group and measure people or events: an analytic query as JSON", summarize)
        ->add_option("FILE", options->out, "The query as JSON; - for standard input")->required();
    const auto columns = [&](CLI::App *command) {
        command->add_option("FROM", options->column, "E.g. orders.customer")->required();
        command->add_option("TO", options->target, "E.g. people.id")->required();
    };
    add("links", "Which columns hold values of a column of another dataset", links);
    columns(add("link", "Say that a column holds values of a column of another dataset", [](const Console &, Session &s, const DataOptions &o) -> Result<int> {
        TRY(DatasetLinks(s).add(o.column, o.target));
        return kDone;
    }));
    columns(add("unlink", "Take that back", [](const Console &, Session &s, const DataOptions &o) -> Result<int> {
        TRY(DatasetLinks(s).remove(o.column, o.target));
        return kDone;
    }));
    addRemoteCommand(*noun, console);
    CLI::App *out = add("export", "Write a dataset as CSV", [](const Console &c, Session &s, const DataOptions &o) -> Result<int> {
        TRY_ASSIGN(const std::int64_t rows, DataService(s).exportCsv(o.dataset, o.out));
        if (c.json)
            c.document(Json{{"rows", rows}, {"file", o.out}});
        c.say(grouped(rows) + " rows written to " + o.out);
        return kDone;
    });
    out->add_option("DATASET", options->dataset)->required();
    out->add_option("FILE", options->out)->required();
}

} // namespace audience::cli
