#include "quality/dbt_tests.h"

#include "base/json.h"
#include "base/text.h"
#include "quality/check_fit.h"
#include "quality/yaml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace audience::quality {

using model::QualityCheck;
using model::QualityKind;
using store::DatasetInfo;

namespace {

constexpr std::array<std::string_view, 10> kLayers{"stg_", "src_", "raw_", "base_", "dim_", "fct_", "fact_", "int_", "mart_", "seed_"};

std::string bare(const std::string &name) {
    for (const std::string_view layer : kLayers)
        if (startsWithAscii(name, layer))
            return name.substr(layer.size());
    return name;
}

const DatasetInfo *datasetOf(const std::vector<DatasetInfo> &all, const std::string &name) {
    for (const DatasetInfo &one : all)
        if (equalsAscii(one.name, name))
            return &one;
    for (const DatasetInfo &one : all)
        if (equalsAscii(bare(one.name), bare(name)))
            return &one;
    return nullptr;
}

std::optional<std::string> columnOf(const DatasetInfo &dataset, const std::string &name) {
    for (const engine::Field &field : dataset.fields)
        if (equalsAscii(field.name, trimmed(name)))
            return field.name;
    return std::nullopt;
}

// "ref('customers')" and "source('shop', 'customers')": the last text in quotes.
std::string referred(const std::string &to) {
    const std::size_t end = to.find_last_of("'\"");
    if (end == std::string::npos || end == 0)
        return to;
    const std::size_t begin = to.find_last_of(to[end], end - 1);
    return begin == std::string::npos ? to : to.substr(begin + 1, end - begin - 1);
}

// "{{ '{{' }}" is how a template says "{{": what it stands for, or nothing at all.
std::string withoutLiterals(std::string text, bool keep) {
    for (const char *sign : {"{{", "{%", "{#"})
        for (const char quote : {'\'', '"'}) {
            const std::string written = std::string("{{ ") + quote + sign + quote + " }}";
            for (std::size_t at = text.find(written); at != std::string::npos; at = text.find(written, at + (keep ? 2 : 0)))
                text.replace(at, written.size(), keep ? sign : "");
        }
    return text;
}

Json plainOf(const Json &value) {
    if (value.is_string())
        return Json(withoutLiterals(value.get<std::string>(), true));
    Json plain = value;
    if (plain.is_structured())
        for (Json &one : plain)
            one = plainOf(one);
    return plain;
}

bool hasTemplate(const Json &value) {
    if (value.is_string())
        return withoutLiterals(value.get<std::string>(), false).find("{{") != std::string::npos;
    return value.is_structured() && std::any_of(value.begin(), value.end(), [](const Json &one) { return hasTemplate(one); });
}

// A name of SQL, perhaps in its quotes.
std::string withoutQuotes(const std::string &name) {
    if (name.size() < 3 || name.front() != '"' || name.back() != '"')
        return name;
    std::string plain;
    for (std::size_t i = 1; i + 1 < name.size(); ++i) {
        if (name[i] == '"' && (i + 2 >= name.size() || name[++i] != '"'))
            return name;
        plain += name[i];
    }
    return plain;
}

// dbt puts it between quotes of SQL as it is.
std::string fromLiteral(std::string text) {
    for (std::size_t at = text.find("''"); at != std::string::npos; at = text.find("''", at + 1))
        text.erase(at, 1);
    return text;
}

std::vector<std::string> textsOf(const Json *list) {
    std::vector<std::string> texts;
    if (list && list->is_array())
        for (const Json &one : *list)
            if (one.is_string())
                texts.push_back(one.get<std::string>());
    return texts;
}

bool saysTrue(const std::string &text) { return equalsAscii(text, "true") || equalsAscii(text, "yes"); }

// A test as it is written, whichever of dbt's ways.
struct Written {
    std::string name;  // without package
    std::string whole; // with it
    Json arguments = Json::object();
    std::string severity = "error", where, enabled = "true", threshold;
};

void takeConfig(const Json &from, Written &test) {
    if (!from.is_object())
        return;
    test.severity = jsonText(from, "severity", test.severity);
    test.where = jsonText(from, "where", test.where);
    test.enabled = jsonText(from, "enabled", test.enabled);
    for (const char *name : {"error_if", "warn_if"})
        if (const std::string value = jsonText(from, name); !value.empty())
            test.threshold = value;
}

std::optional<Written> writtenAs(const Json &item) {
    Written test;
    if (item.is_string()) {
        test.whole = item.get<std::string>();
    } else if (item.is_object() && !item.empty()) {
        const Json *named = jsonMember(item, "test_name");
        test.whole = named && named->is_string() ? named->get<std::string>() : std::string();
        for (const auto &[key, value] : item.items()) {
            if (key == "name" || key == "description" || key == "test_name" || key == "tags" || key == "column_name")
                continue;
            if (key == "config")
                takeConfig(value, test);
            else if (!named && test.whole.empty()) {
                test.whole = key;
                if (value.is_object())
                    test.arguments.update(value);
            } else if (key == "arguments" && value.is_object())
                test.arguments.update(value);
            else
                test.arguments[key] = value;
        }
    }
    if (test.whole.empty())
        return std::nullopt;
    takeConfig(test.arguments, test);
    if (const Json *config = jsonMember(test.arguments, "config"))
        takeConfig(Json(*config), test);
    if (const Json *arguments = jsonMember(test.arguments, "arguments"); arguments && arguments->is_object())
        test.arguments.update(Json(*arguments));
    const std::size_t dot = test.whole.find_last_of('.');
    test.name = dot == std::string::npos ? test.whole : test.whole.substr(dot + 1);
    return test;
}

model::Finding because(std::string_view id, std::vector<std::pair<std::string, std::string>> args = {}) {
    model::Finding why;
    why.id = "quality.dbt." + std::string(id);
    why.args = std::move(args);
    return why;
}

double hoursOf(const std::string &part, const std::string &count) {
    double number = 0;
    std::from_chars(count.data(), count.data() + count.size(), number);
    const std::string unit = toLowerAscii(part);
    return number * (unit.rfind("minute", 0) == 0 ? 1.0 / 60 : unit.rfind("hour", 0) == 0 ? 1 : unit.rfind("day", 0) == 0 ? 24 : unit.rfind("week", 0) == 0 ? 168 : unit.rfind("month", 0) == 0 ? 730 : 0);
}

class Reader {
public:
    Reader(const std::vector<DatasetInfo> &datasets, DbtTests &out) : m_datasets(datasets), m_out(out) {}

    void readModel(const Json &model) {
        ++m_out.models;
        const std::string name = jsonText(model, "name");
        const DatasetInfo *dataset = nullptr;
        for (const char *key : {"name", "identifier", "alias"})
            if (const std::string known = jsonText(model, key); !dataset && !known.empty())
                dataset = datasetOf(m_datasets, known);
        readTests(model, name, dataset, {});
        if (const Json *columns = jsonMember(model, "columns"); columns && columns->is_array())
            for (const Json &column : *columns)
                readTests(column, name, dataset, withoutLiterals(jsonText(column, "name"), true));
        readFreshness(model, name, dataset);
    }

private:
    void leave(const std::string &model, const std::string &column, const std::string &test, model::Finding why) {
        m_out.left.push_back({column.empty() ? model : model + "." + column, test, std::move(why)});
    }

    void readTests(const Json &holder, const std::string &model, const DatasetInfo *dataset, const std::string &column) {
        for (const char *key : {"tests", "data_tests"}) {
            const Json *tests = jsonMember(holder, key);
            if (!tests || !tests->is_array())
                continue;
            for (const Json &item : *tests)
                readTest(item, model, dataset, column);
        }
    }

    void readTest(const Json &item, const std::string &model, const DatasetInfo *dataset, const std::string &column) {
        auto test = writtenAs(item);
        if (!test)
            return leave(model, column, "?", because("unreadable"));
        if (!dataset)
            return leave(model, column, test->whole, because("no_dataset", {{"dataset", model}}));
        if (!saysTrue(test->enabled))
            return leave(model, column, test->whole, because("switched_off"));
        QualityCheck check;
        check.dataset = dataset->name;
        check.source = model::QualitySource::Dbt;
        check.severity = equalsAscii(test->severity, "warn") ? model::QualitySeverity::Warn : model::QualitySeverity::Stop;
        if (!column.empty()) {
            const auto known = columnOf(*dataset, column);
            if (!known)
                return leave(model, column, test->whole, because("no_column", {{"column", column}, {"dataset", dataset->name}}));
            check.columns = {*known};
        }
        if (!test->threshold.empty() && test->threshold != "!=0" && test->threshold != "!= 0" && test->threshold != ">0" && test->threshold != "> 0")
            return leave(model, column, test->whole, because("threshold", {{"value", test->threshold}}));
        const std::string where = !test->where.empty() ? test->where : jsonText(test->arguments, "row_condition");
        if (!where.empty() && !saysNothing(where, column))
            return leave(model, column, test->whole, because("where", {{"value", where}}));
        if (hasTemplate(test->arguments) && test->name != "relationships")
            return leave(model, column, test->whole, because("jinja"));
        test->arguments = plainOf(test->arguments);
        if (auto why = translate(*test, *dataset, check))
            return leave(model, column, test->whole, *std::move(why));
        if (auto why = cannotRun(check))
            return leave(model, column, test->whole, *std::move(why));
        m_out.checks.push_back(std::move(check));
    }

    // Rows without a value are no fault of any check but one.
    static bool saysNothing(const std::string &where, const std::string &column) {
        return !column.empty() && (equalsAscii(trimmed(where), column + " is not null"));
    }

    // Nothing when the check is whole, else why it is not.
    std::optional<model::Finding> translate(const Written &test, const DatasetInfo &dataset, QualityCheck &check) const {
        const Json &with = test.arguments;
        const std::string &name = test.name;
        const auto ends = [&](QualityKind kind, bool isOpen) {
            check.kind = kind;
            check.low = jsonText(with, "min_value");
            check.high = jsonText(with, "max_value");
            check.openLow = check.openHigh = isOpen;
        };
        const auto values = [&](const char *key, bool negated) {
            check.kind = QualityKind::Accepted;
            check.values = textsOf(jsonMember(with, key));
            if (jsonText(with, "quote", "true") != "false")
                std::transform(check.values.begin(), check.values.end(), check.values.begin(), fromLiteral);
            check.negated = negated;
        };
        const auto pattern = [&](bool negated) {
            check.kind = QualityKind::Pattern;
            check.pattern = jsonText(with, "regex");
            check.ignoreCase = jsonText(with, "flags").find('i') != std::string::npos;
            check.negated = negated;
        };
        const auto together = [&](const char *key) -> std::optional<model::Finding> {
            check.kind = QualityKind::Unique;
            check.columns.clear();
            for (const std::string &column : textsOf(jsonMember(with, key))) {
                const auto known = columnOf(dataset, column);
                if (!known)
                    return because("no_column", {{"column", column}, {"dataset", dataset.name}});
                check.columns.push_back(*known);
            }
            return std::nullopt;
        };
        if (name == "unique" || name == "expect_column_values_to_be_unique")
            check.kind = QualityKind::Unique;
        else if (name == "not_null" || name == "expect_column_values_to_not_be_null" || name == "not_empty_string")
            check.kind = QualityKind::NotEmpty;
        else if (name == "not_null_proportion")
            return proportion(with, check);
        else if (name == "accepted_values")
            values("values", false);
        else if (name == "not_accepted_values")
            values("values", true);
        else if (name == "expect_column_values_to_be_in_set")
            values("value_set", false);
        else if (name == "expect_column_values_to_not_be_in_set")
            values("value_set", true);
        else if (name == "accepted_range")
            ends(QualityKind::Range, with.contains("inclusive") && !saysTrue(jsonText(with, "inclusive")));
        else if (name == "expect_column_values_to_be_between")
            ends(QualityKind::Range, saysTrue(jsonText(with, "strictly")));
        else if (name == "expect_column_value_lengths_to_be_between")
            ends(QualityKind::Length, saysTrue(jsonText(with, "strictly")));
        else if (name == "expect_column_value_lengths_to_equal")
            check.kind = QualityKind::Length, check.low = check.high = jsonText(with, "value");
        else if (name == "expect_column_values_to_match_regex")
            pattern(false);
        else if (name == "expect_column_values_to_not_match_regex")
            pattern(true);
        else if (name == "expect_table_row_count_to_be_between")
            ends(QualityKind::RowCount, saysTrue(jsonText(with, "strictly")));
        else if (name == "expect_table_row_count_to_equal")
            check.kind = QualityKind::RowCount, check.low = check.high = jsonText(with, "value");
        else if (name == "unique_combination_of_columns")
            return together("combination_of_columns");
        else if (name == "expect_compound_columns_to_be_unique")
            return together("column_list");
        else if (name == "recency" || name == "expect_row_values_to_have_recent_data")
            return recent(with, dataset, check);
        else if (name == "relationships")
            return related(with, check);
        else
            return because("unknown", {{"test", test.whole}});
        return std::nullopt;
    }

    static std::optional<model::Finding> proportion(const Json &with, QualityCheck &check) {
        const std::string text = jsonText(with, "at_least");
        double share = -1;
        std::from_chars(text.data(), text.data() + text.size(), share);
        if (share < 0 || share > 1 || with.contains("at_most"))
            return because("argument", {{"name", "at_least"}, {"value", text}});
        check.kind = QualityKind::NotEmpty;
        check.limit = 100 * (1 - share);
        return std::nullopt;
    }

    static std::optional<model::Finding> recent(const Json &with, const DatasetInfo &dataset, QualityCheck &check) {
        check.kind = QualityKind::Fresh;
        if (const std::string field = jsonText(with, "field"); !field.empty()) {
            const auto known = columnOf(dataset, field);
            if (!known)
                return because("no_column", {{"column", field}, {"dataset", dataset.name}});
            check.columns = {*known};
        }
        check.limit = hoursOf(jsonText(with, "datepart"), jsonText(with, "interval"));
        return check.limit > 0 ? std::nullopt : std::optional(because("argument", {{"name", "interval"}, {"value", jsonText(with, "interval")}}));
    }

    std::optional<model::Finding> related(const Json &with, QualityCheck &check) const {
        const std::string to = referred(jsonText(with, "to")), field = withoutQuotes(jsonText(with, "field"));
        const DatasetInfo *other = datasetOf(m_datasets, to);
        if (!other)
            return because("no_dataset", {{"dataset", to}});
        const auto known = columnOf(*other, field);
        if (!known)
            return because("no_column", {{"column", field}, {"dataset", other->name}});
        check.kind = QualityKind::Related;
        check.toDataset = other->name;
        check.toColumn = *known;
        return std::nullopt;
    }

    std::optional<model::Finding> cannotRun(const QualityCheck &check) const {
        const auto fits = fitsData(check, m_datasets);
        if (fits)
            return std::nullopt;
        model::Finding why;
        why.id = fits.error().id;
        why.args = fits.error().args;
        return why;
    }

    // Of sources: the later of the two limits stops, the earlier warns; here each is a check.
    void readFreshness(const Json &source, const std::string &name, const DatasetInfo *dataset) {
        const Json *fresh = jsonMember(source, "freshness");
        const std::string field = withoutQuotes(withoutLiterals(jsonText(source, "loaded_at_field"), true));
        if (!fresh || !fresh->is_object() || field.empty())
            return;
        for (const auto &[key, severity] : {std::pair{"warn_after", model::QualitySeverity::Warn}, {"error_after", model::QualitySeverity::Stop}}) {
            const Json *after = jsonMember(*fresh, key);
            if (!after || !after->is_object())
                continue;
            const auto column = dataset ? columnOf(*dataset, field) : std::nullopt;
            QualityCheck check;
            check.kind = QualityKind::Fresh;
            check.source = model::QualitySource::Dbt;
            check.severity = severity;
            check.limit = hoursOf(jsonText(*after, "period"), jsonText(*after, "count"));
            if (!dataset)
                leave(name, field, "freshness", because("no_dataset", {{"dataset", name}}));
            else if (!column)
                leave(name, field, "freshness", because("no_column", {{"column", field}, {"dataset", dataset->name}}));
            else if (check.limit <= 0)
                leave(name, field, "freshness", because("argument", {{"name", key}, {"value", jsonText(*after, "count")}}));
            else {
                check.dataset = dataset->name;
                check.columns = {*column};
                if (auto why = cannotRun(check))
                    leave(name, field, "freshness", *std::move(why));
                else
                    m_out.checks.push_back(std::move(check));
            }
        }
    }

    const std::vector<DatasetInfo> &m_datasets;
    DbtTests &m_out;
};

} // namespace

Result<DbtTests> readDbtTests(std::string_view text, const std::vector<DatasetInfo> &datasets) {
    TRY_ASSIGN(const Json document, parseYaml(text));
    return dbtTestsIn(document, datasets);
}

Result<DbtTests> dbtTestsIn(const Json &document, const std::vector<DatasetInfo> &datasets) {
    DbtTests out;
    Reader reader(datasets, out);
    bool isDbt = false;
    for (const char *key : {"models", "seeds", "snapshots"})
        if (const Json *all = jsonMember(document, key); all && all->is_array()) {
            isDbt = true;
            for (const Json &one : *all)
                reader.readModel(one);
        }
    if (const Json *sources = jsonMember(document, "sources"); sources && sources->is_array()) {
        isDbt = true;
        for (const Json &source : *sources)
            if (const Json *tables = jsonMember(source, "tables"); tables && tables->is_array())
                for (Json table : *tables) {
                    for (const char *key : {"loaded_at_field", "freshness"}) // said once for all tables
                        if (table.is_object() && !table.contains(key) && source.contains(key))
                            table[key] = source[key];
                    reader.readModel(table);
                }
    }
    if (!isDbt)
        return Error(ErrorKind::Invalid, "quality.not_dbt");
    return out;
}

} // namespace audience::quality
