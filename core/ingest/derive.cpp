#include "ingest/derive.h"

#include "base/text.h"
#include "ingest/cell_shape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace audience::ingest {

using engine::Cell;
using engine::ColumnType;

enum class Operation {
    Constant,
    Column,
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Join,
    Lower,
    Trim
};

struct DeriveExpression::Node {
    Operation operation = Operation::Constant;
    ColumnType type = ColumnType::Int64;
    int scale = 0;
    Cell constant;
    std::size_t column = 0;
    std::unique_ptr<Node> left, right;
};

namespace {

using Node = DeriveExpression::Node;
constexpr int kMaxDepth = 100;

bool isNumber(ColumnType type) {
    return type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double;
}

class Parser {
public:
    Parser(std::string_view text, const std::vector<engine::Field> &fields,
           std::vector<std::size_t> &inputs)
        : m_text(text), m_fields(fields), m_inputs(inputs) {}

    Result<std::unique_ptr<Node>> parse() {
        TRY_ASSIGN(auto root, sum());
        skip();
        if (m_at != m_text.size())
            return syntax("there is something behind the end of the expression");
        return root;
    }

private:
    using Parsed = Result<std::unique_ptr<Node>>;

    Error syntax(std::string_view reason) const {
        return Error(ErrorKind::Invalid, "ingest.derive_syntax")
            .with("text", m_text)
            .with("position", std::to_string(m_at + 1))
            .with("reason", reason);
    }
    Error typeError(std::string_view reason) const {
        return Error(ErrorKind::Invalid, "ingest.derive_type")
            .with("text", m_text)
            .with("reason", reason);
    }
    void skip() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }
    bool take(std::string_view sign) {
        skip();
        if (m_text.substr(m_at, sign.size()) != sign)
            return false;
        m_at += sign.size();
        return true;
    }

    Parsed sum() {
        TRY_ASSIGN(auto left, product());
        for (;;) {
            Operation operation;
            if (take("||"))
                operation = Operation::Join;
            else if (take("+"))
                operation = Operation::Add;
            else if (take("-"))
                operation = Operation::Subtract;
            else
                return left;
            TRY_ASSIGN(auto right, product());
            TRY_ASSIGN(left, binary(operation, std::move(left), std::move(right)));
        }
    }
    Parsed product() {
        TRY_ASSIGN(auto left, factor());
        for (;;) {
            Operation operation;
            if (take("*"))
                operation = Operation::Multiply;
            else if (take("/"))
                operation = Operation::Divide;
            else
                return left;
            TRY_ASSIGN(auto right, factor());
            TRY_ASSIGN(left, binary(operation, std::move(left), std::move(right)));
        }
    }

    Parsed factor() {
        if (++m_depth > kMaxDepth)
            return syntax("it is nested too deeply");
        auto node = nested();
        --m_depth;
        return node;
    }
    Parsed nested() {
        skip();
        if (m_at == m_text.size())
            return syntax("a value is missing");
        if (take("(")) {
            TRY_ASSIGN(auto node, sum());
            if (!take(")"))
                return syntax("a closing parenthesis is missing");
            return node;
        }
        if (take("-")) {
            TRY_ASSIGN(auto inner, factor());
            if (!isNumber(inner->type))
                return typeError("only a number can be negated");
            auto node = std::make_unique<Node>();
            node->operation = Operation::Negate;
            node->type = inner->type;
            node->scale = inner->scale;
            node->left = std::move(inner);
            return node;
        }
        if (take("`"))
            return quoted('`');
        if (take("'"))
            return quoted('\'');
        const char c = m_text[m_at];
        return (c >= '0' && c <= '9') || c == '.' ? number() : word();
    }

    Parsed quoted(char quote) {
        std::string value;
        for (;; ++m_at) {
            if (m_at == m_text.size())
                return syntax("a closing quote is missing");
            if (m_text[m_at] == quote) {
                ++m_at;
                if (m_at == m_text.size() || m_text[m_at] != quote)
                    break;
            }
            value += m_text[m_at];
        }
        if (quote == '`')
            return column(value);
        auto node = std::make_unique<Node>();
        node->type = ColumnType::Text;
        node->constant = std::move(value);
        return node;
    }
    Parsed number() {
        std::size_t end = m_at;
        while (end < m_text.size() &&
               ((m_text[end] >= '0' && m_text[end] <= '9') || m_text[end] == '.'))
            ++end;
        const auto value = decimalFromText(m_text.substr(m_at, end - m_at));
        if (!value)
            return syntax("this is no number");
        m_at = end;
        auto node = std::make_unique<Node>();
        node->scale = value->scale;
        node->type = value->scale > 0 ? ColumnType::Decimal : ColumnType::Int64;
        if (value->scale > 0)
            node->constant = *value;
        else
            node->constant = value->mantissa;
        return node;
    }
    Parsed word() {
        std::size_t end = m_at;
        const auto isWord = [](char c) {
            return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                   (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        };
        while (end < m_text.size() && isWord(m_text[end]))
            ++end;
        if (end == m_at)
            return syntax("this sign has no meaning here");
        const std::string_view name = m_text.substr(m_at, end - m_at);
        m_at = end;
        skip();
        const bool call = m_at < m_text.size() && m_text[m_at] == '(';
        if (call && (name == "lower" || name == "trim")) {
            ++m_at;
            TRY_ASSIGN(auto inner, sum());
            if (!take(")"))
                return syntax("a closing parenthesis is missing");
            auto node = std::make_unique<Node>();
            node->operation = name == "lower" ? Operation::Lower : Operation::Trim;
            node->type = ColumnType::Text;
            node->left = std::move(inner);
            return node;
        }
        if (call)
            return syntax("only lower() and trim() can be called");
        return column(name);
    }
    Parsed column(std::string_view name) {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            if (m_fields[i].name != name)
                continue;
            m_inputs.push_back(i);
            auto node = std::make_unique<Node>();
            node->operation = Operation::Column;
            node->type = m_fields[i].type;
            node->scale = m_fields[i].scale;
            node->column = i;
            return node;
        }
        std::vector<std::string> names;
        for (const engine::Field &field : m_fields)
            names.push_back(field.name);
        return Error(ErrorKind::Invalid, "ingest.unknown_column")
            .with("column", name)
            .with("nearest", nearestName(name, names));
    }

    Parsed binary(Operation operation, std::unique_ptr<Node> left, std::unique_ptr<Node> right) {
        auto node = std::make_unique<Node>();
        node->operation = operation;
        if (operation == Operation::Join) {
            node->type = ColumnType::Text;
        } else {
            if (!isNumber(left->type) || !isNumber(right->type))
                return typeError("arithmetic needs numbers on both sides; join texts with ||");
            node->scale = operation == Operation::Multiply ? left->scale + right->scale
                                                           : std::max(left->scale, right->scale);
            const bool real = operation == Operation::Divide || left->type == ColumnType::Double ||
                              right->type == ColumnType::Double;
            if (!real && node->scale > Decimal::kMaxScale)
                return typeError("the result would have more than 18 decimal places");
            node->type = real              ? ColumnType::Double
                         : node->scale > 0 ? ColumnType::Decimal
                                           : ColumnType::Int64;
            node->scale = real ? 0 : node->scale;
        }
        node->left = std::move(left);
        node->right = std::move(right);
        return node;
    }

    std::string_view m_text;
    const std::vector<engine::Field> &m_fields;
    std::vector<std::size_t> &m_inputs;
    std::size_t m_at = 0;
    int m_depth = 0;
};

Decimal asDecimal(const Cell &cell) {
    if (const auto *integer = std::get_if<std::int64_t>(&cell))
        return {*integer, 0};
    return std::get<Decimal>(cell);
}

double asReal(const Cell &cell) {
    if (const auto *real = std::get_if<double>(&cell))
        return *real;
    return toDouble(asDecimal(cell));
}

std::optional<Cell> exactCell(Int128 mantissa, int scale) {
    if (mantissa > std::numeric_limits<std::int64_t>::max() ||
        mantissa < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(mantissa);
    if (scale == 0)
        return Cell(value);
    return Cell(Decimal{value, static_cast<std::uint8_t>(scale)});
}

std::optional<Cell> calculate(const Node &node, const Cell &left, const Cell &right) {
    if (node.type == ColumnType::Double) {
        const double a = asReal(left), b = asReal(right);
        const double value = node.operation == Operation::Add        ? a + b
                             : node.operation == Operation::Subtract ? a - b
                             : node.operation == Operation::Multiply ? a * b
                                                                     : a / b;
        // A ratio without a denominator has no value; it is not zero and not infinite.
        if (node.operation == Operation::Divide && b == 0)
            return Cell();
        if (!std::isfinite(value))
            return std::nullopt;
        return Cell(value);
    }
    const Decimal a = asDecimal(left), b = asDecimal(right);
    if (node.operation == Operation::Multiply)
        return exactCell(Int128{a.mantissa} * b.mantissa, node.scale);
    const Int128 x = Int128{a.mantissa} * powerOfTen(node.scale - a.scale);
    const Int128 y = Int128{b.mantissa} * powerOfTen(node.scale - b.scale);
    return exactCell(node.operation == Operation::Add ? x + y : x - y, node.scale);
}

std::optional<Cell> evaluateNode(const Node &node, const std::vector<Cell> &row) {
    if (node.operation == Operation::Constant)
        return node.constant;
    if (node.operation == Operation::Column)
        return row[node.column];
    const auto left = evaluateNode(*node.left, row);
    if (!left || std::holds_alternative<std::monostate>(*left))
        return left;
    switch (node.operation) {
    case Operation::Lower:
        return Cell(foldCase(engine::toText(*left)));
    case Operation::Trim:
        return Cell(std::string(trimmed(engine::toText(*left))));
    case Operation::Negate:
        if (node.type == ColumnType::Double)
            return Cell(-asReal(*left));
        return exactCell(-Int128{asDecimal(*left).mantissa}, node.scale);
    default:
        break;
    }
    const auto right = evaluateNode(*node.right, row);
    if (!right || std::holds_alternative<std::monostate>(*right))
        return right;
    if (node.operation == Operation::Join)
        return Cell(engine::toText(*left) + engine::toText(*right));
    return calculate(node, *left, *right);
}

} // namespace

Result<DerivedColumn> derivedColumnFromText(std::string_view text) {
    const std::size_t sign = text.find('=');
    const std::string_view name = trimmed(text.substr(0, std::min(sign, text.size())));
    if (sign == std::string_view::npos || name.empty() || trimmed(text.substr(sign + 1)).empty())
        return Error(ErrorKind::Invalid, "ingest.derive_syntax")
            .with("text", text)
            .with("position", "1")
            .with("reason", "it must read NAME=EXPRESSION");
    return DerivedColumn{std::string(name), std::string(trimmed(text.substr(sign + 1)))};
}

DeriveExpression::DeriveExpression() = default;
DeriveExpression::DeriveExpression(DeriveExpression &&) noexcept = default;
DeriveExpression &DeriveExpression::operator=(DeriveExpression &&) noexcept = default;
DeriveExpression::~DeriveExpression() = default;

Result<DeriveExpression> DeriveExpression::compile(const DerivedColumn &column,
                                                   const std::vector<engine::Field> &fields) {
    DeriveExpression out;
    TRY_ASSIGN(out.m_root, Parser(column.expression, fields, out.m_inputs).parse());
    out.m_field = {column.name, out.m_root->type, static_cast<std::uint8_t>(out.m_root->scale)};
    return out;
}

std::optional<Cell> DeriveExpression::evaluate(const std::vector<Cell> &row) const {
    return evaluateNode(*m_root, row);
}

std::string nearestName(std::string_view wanted, const std::vector<std::string> &names) {
    const std::string plain = toLowerAscii(trimmed(wanted));
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(2, plain.size() / 3) + 1;
    for (const std::string &name : names) {
        // Levenshtein distance over bytes, one row at a time.
        const std::string other = toLowerAscii(name);
        std::vector<std::size_t> costs(other.size() + 1);
        for (std::size_t i = 0; i <= other.size(); ++i)
            costs[i] = i;
        for (std::size_t i = 1; i <= plain.size(); ++i) {
            std::size_t diagonal = costs[0];
            costs[0] = i;
            for (std::size_t k = 1; k <= other.size(); ++k) {
                const std::size_t changed = diagonal + (plain[i - 1] != other[k - 1]);
                diagonal = costs[k];
                costs[k] = std::min({costs[k] + 1, costs[k - 1] + 1, changed});
            }
        }
        if (costs.back() < bestDistance) {
            bestDistance = costs.back();
            best = name;
        }
    }
    return best;
}

} // namespace audience::ingest
