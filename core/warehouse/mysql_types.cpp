#include "warehouse/mysql_types.h"

#include "warehouse/decimal_scale.h"

#include "base/json.h"
#include "warehouse/mysql_link.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

struct Form {
    std::string_view base;
    ColumnType type;
    MysqlForm form = MysqlForm::Plain;
};
constexpr std::array kForms{Form{"bool", ColumnType::Bool, MysqlForm::Bool},    Form{"bit1", ColumnType::Bool, MysqlForm::Bool},
                            Form{"tinyint", ColumnType::Int64},                 Form{"smallint", ColumnType::Int64},
                            Form{"mediumint", ColumnType::Int64},               Form{"int", ColumnType::Int64},
                            Form{"bigint", ColumnType::Int64},                  Form{"year", ColumnType::Int64},
                            Form{"bit", ColumnType::Int64},                     Form{"decimal", ColumnType::Decimal},
                            Form{"float", ColumnType::Double},                  Form{"double", ColumnType::Double},
                            Form{"date", ColumnType::Date},                     Form{"datetime", ColumnType::Instant},
                            Form{"timestamp", ColumnType::Instant, MysqlForm::Utc}, Form{"json", ColumnType::Json},
                            Form{"binary", ColumnType::Text, MysqlForm::Hex},   Form{"varbinary", ColumnType::Text, MysqlForm::Hex},
                            Form{"tinyblob", ColumnType::Text, MysqlForm::Hex}, Form{"blob", ColumnType::Text, MysqlForm::Hex},
                            Form{"mediumblob", ColumnType::Text, MysqlForm::Hex}, Form{"longblob", ColumnType::Text, MysqlForm::Hex},
                            Form{"vector", ColumnType::Text, MysqlForm::Hex}};
constexpr std::array<std::string_view, 8> kShapes{"geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection"};

const Form *formOf(std::string_view base) {
    const auto found = std::find_if(kForms.begin(), kForms.end(), [&](const Form &form) { return form.base == base; });
    return found == kForms.end() ? nullptr : &*found;
}

bool isBit(std::string_view base) { return base == "bit" || base == "bit1"; }

bool isWhole(const Form &form) { return form.type == ColumnType::Int64 || form.type == ColumnType::Bool; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isNumber(std::string_view text) {
    if (!text.empty() && text.front() == '-')
        text.remove_prefix(1);
    const auto point = text.find('.');
    const std::string_view before = text.substr(0, point), behind = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    return !before.empty() && before.size() <= 65 && behind.size() <= 65 && std::all_of(before.begin(), before.end(), isDigit) &&
           std::all_of(behind.begin(), behind.end(), isDigit);
}

// "2026-01-02 03:04:05.6", "2026-01-02T03:04:05Z" or only the day.
bool isTime(std::string_view text) {
    return text.size() >= 10 && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || std::string_view("-:. TZ").find(c) != std::string_view::npos; });
}

} // namespace

std::string mysqlBase(std::string_view dataType, std::string_view columnType) {
    if (columnType.starts_with("tinyint(1)"))
        return "bool";
    if (columnType == "bit(1)")
        return "bit1";
    return std::string(dataType);
}

std::optional<MysqlRead> mysqlRead(std::string_view base, ColumnType type, const std::string &quoted) {
    const Form *form = formOf(base);
    if (type == ColumnType::Text) {
        if (std::find(kShapes.begin(), kShapes.end(), base) != kShapes.end())
            return MysqlRead{"ST_AsText(" + quoted + ")"};
        if (isBit(base))
            return MysqlRead{quoted + " + 0"};
        return MysqlRead{quoted, form && form->type == ColumnType::Text ? form->form : MysqlForm::Plain};
    }
    if (!form)
        return std::nullopt;
    // Of a number with a floating point the server shows six digits, of its double all.
    const std::string whole = isBit(base) ? quoted + " + 0" : base == "float" ? quoted + " + 0e0" : quoted;
    if (form->type == type)
        return MysqlRead{whole, form->form};
    if (isWhole(*form) && (type == ColumnType::Int64 || type == ColumnType::Decimal))
        return MysqlRead{whole};
    if (base == "decimal" && type == ColumnType::Double)
        return MysqlRead{quoted + " + 0e0"};
    return std::nullopt;
}

engine::Field mysqlField(std::string name, std::string_view base, std::int64_t precision, std::int64_t scale) {
    engine::Field field;
    field.name = std::move(name);
    if (const Form *form = formOf(base))
        field.type = form->type;
    if (field.type == ColumnType::Decimal)
        field.scale = decimalScale(precision, scale);
    return field;
}

std::optional<MysqlOrder> mysqlOrder(std::string_view base) {
    if (base == "date")
        return MysqlOrder::Date;
    if (base == "datetime" || base == "timestamp")
        return MysqlOrder::Time;
    if (base == "char" || base == "varchar" || base == "tinytext")
        return MysqlOrder::Text;
    const Form *form = formOf(base);
    if (form && !isBit(base) && base != "bool" && (form->type == ColumnType::Int64 || form->type == ColumnType::Decimal))
        return MysqlOrder::Number;
    return std::nullopt;
}

std::optional<std::string> mysqlPosition(MysqlOrder order, std::string_view text) {
    switch (order) {
    case MysqlOrder::Number: // as it stands: next to a text the server would compare roughly
        return isNumber(text) ? std::optional(std::string(text)) : std::nullopt;
    case MysqlOrder::Text:
        return mysqlLiteral(text);
    case MysqlOrder::Date:
    case MysqlOrder::Time:
        break;
    }
    if (!isTime(text))
        return std::nullopt;
    std::string said(text);
    std::replace(said.begin(), said.end(), 'T', ' ');
    std::erase(said, 'Z');
    return "CAST('" + said + (order == MysqlOrder::Date ? "' AS DATE)" : "' AS DATETIME(6))");
}

std::string mysqlTypeOf(const engine::Field &field) {
    switch (field.type) {
    case ColumnType::Bool:
        return "tinyint(1)";
    case ColumnType::Int64:
        return "bigint";
    case ColumnType::Decimal:
        return "decimal(18," + std::to_string(field.scale) + ")";
    case ColumnType::Double:
        return "double";
    case ColumnType::Date:
        return "date";
    case ColumnType::Instant:
        return "datetime(6)";
    case ColumnType::Json:
        return "json";
    case ColumnType::Text:
        break;
    }
    return "longtext";
}

void appendMysqlHex(std::string &to, std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char c : bytes) {
        to += kDigits[static_cast<unsigned char>(c) >> 4];
        to += kDigits[static_cast<unsigned char>(c) & 15];
    }
}

void appendMysqlCell(std::string &to, const engine::ColumnData &column, std::uint32_t row) {
    if (column.isNull(row)) {
        to += "NULL";
        return;
    }
    switch (column.type) {
    case ColumnType::Bool:
        to += column.ints[row] != 0 ? '1' : '0';
        return;
    case ColumnType::Text:
    case ColumnType::Json:
        to += mysqlLiteral(column.textAt(row));
        return;
    case ColumnType::Double: {
        const std::string digits = engine::toText(engine::cellAt(column, row));
        // With an exponent, so that it is not read as an exact number first.
        to += digits + (digits.find('e') == std::string::npos ? "e0" : "");
        return;
    }
    case ColumnType::Instant: {
        std::string time = engine::toText(engine::cellAt(column, row));
        std::replace(time.begin(), time.end(), 'T', ' ');
        std::erase(time, 'Z');
        to += '\'' + time + '\'';
        return;
    }
    case ColumnType::Date:
        to += '\'' + engine::toText(engine::cellAt(column, row)) + '\'';
        return;
    case ColumnType::Int64:
    case ColumnType::Decimal:
        to += engine::toText(engine::cellAt(column, row));
        return;
    }
}

} // namespace audience::warehouse
