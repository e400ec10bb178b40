// `forloop` and `tablerowloop`: what a template may ask about the loop it stands in. Internal.
#pragma once

#include "liquid/value.h"

namespace audience::liquid {

class ForLoop final : public Object {
public:
    ForLoop(std::string_view name, std::size_t length, const ForLoop *parent)
        : m_name(name), m_length(length), m_parent(parent) {}
    bool find(std::string_view name, Arena &arena, Value &value) const override;
    std::size_t size() const override { return 0; }
    std::pair<std::string_view, Value> member(std::size_t, Arena &) const override { return {}; }
    std::string_view label() const override { return "Liquid::ForloopDrop"; }
    void advance() { ++m_index; }

private:
    std::string_view m_name;
    std::size_t m_length;
    const ForLoop *m_parent;
    std::size_t m_index = 0;
};

class TableRowLoop final : public Object {
public:
    TableRowLoop(std::size_t length, std::int64_t columns) : m_length(length), m_columns(columns) {}
    bool find(std::string_view name, Arena &arena, Value &value) const override;
    std::size_t size() const override { return 0; }
    std::pair<std::string_view, Value> member(std::size_t, Arena &) const override { return {}; }
    std::string_view label() const override { return "Liquid::TablerowloopDrop"; }
    std::int64_t column() const { return m_column; }
    std::int64_t row() const { return m_row; }
    bool isLastColumn() const { return m_column == m_columns; }
    bool isLast() const { return m_index + 1 == m_length; }
    void advance();

private:
    std::size_t m_length;
    std::int64_t m_columns;
    std::size_t m_index = 0;
    std::int64_t m_row = 1, m_column = 1;
};

} // namespace audience::liquid
