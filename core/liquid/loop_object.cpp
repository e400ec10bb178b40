#include "liquid/loop_object.h"

namespace audience::liquid {

namespace {

Value number(std::size_t value) {
    return Value::integer(static_cast<std::int64_t>(value));
}

// The members both loops have; false when `name` is none of them.
bool findShared(std::string_view name, std::size_t index, std::size_t length, Value &value) {
    if (name == "index")
        value = number(index + 1);
    else if (name == "index0")
        value = number(index);
    else if (name == "rindex")
        value = number(length - index);
    else if (name == "rindex0")
        value = Value::integer(static_cast<std::int64_t>(length) -
                               static_cast<std::int64_t>(index) - 1);
    else if (name == "first")
        value = Value::boolean(index == 0);
    else if (name == "last")
        value = Value::boolean(index + 1 == length);
    else if (name == "length")
        value = number(length);
    else
        return false;
    return true;
}

} // namespace

bool ForLoop::find(std::string_view name, Arena &, Value &value) const {
    value = {};
    if (findShared(name, m_index, m_length, value))
        return true;
    if (name == "name")
        value = Value::text(m_name);
    else if (name == "parentloop" && m_parent != nullptr)
        value = Value::object(m_parent);
    return true;
}

bool TableRowLoop::find(std::string_view name, Arena &, Value &value) const {
    value = {};
    if (findShared(name, m_index, m_length, value))
        return true;
    if (name == "col")
        value = Value::integer(m_column);
    else if (name == "col0")
        value = Value::integer(m_column - 1);
    else if (name == "row")
        value = Value::integer(m_row);
    else if (name == "col_first")
        value = Value::boolean(m_column == 1);
    else if (name == "col_last")
        value = Value::boolean(isLastColumn());
    return true;
}

void TableRowLoop::advance() {
    ++m_index;
    if (isLastColumn()) {
        m_column = 1;
        ++m_row;
    } else {
        ++m_column;
    }
}

} // namespace audience::liquid
