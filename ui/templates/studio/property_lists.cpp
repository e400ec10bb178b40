// Editors of what has parts: groups, lists with entries to open and reorder, rows of a table.
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_words.h"

#include <QApplication>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

QVBoxLayout *columnIn(QWidget *widget) {
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    return layout;
}

// An object, by the table of its part.
class GroupEditor final : public PropertyEditor {
public:
    GroupEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_part(ask.property.of) {
        QVBoxLayout *layout = columnIn(this);
        for (const model::BlockProperty &property : model::blockPart(m_part)->properties) {
            auto *row = new PropertyRow(ask.inside(m_part, property), this);
            row->editor()->onEdited = [this, row](const Json &value, bool isRunning) { take(row->property(), value, isRunning); };
            connect(row->editor(), &PropertyEditor::settled, this, &PropertyEditor::settled);
            layout->addWidget(row);
            m_rows.append(row);
        }
        if (!m_rows.isEmpty())
            setFocusProxy(m_rows.first()->editor());
    }
    bool isHeading() const override { return true; }
    void setValue(const Json &value) override {
        m_value = value.is_object() ? value : Json();
        for (PropertyRow *row : m_rows) {
            const Json *member = m_value.is_object() ? jsonMember(m_value, row->property().name) : nullptr;
            row->editor()->setValue(member ? *member : Json());
        }
        // A picture that is not there has no place and no height.
        if (m_part == "background_picture")
            for (PropertyRow *row : m_rows)
                row->setVisible(row->property().name == "src" || m_value.is_object());
    }

private:
    void take(const model::BlockProperty &property, const Json &value, bool isRunning) {
        Json next = m_value.is_object() ? m_value : Json::object();
        const std::string name(property.name);
        if (value.is_null())
            next.erase(name);
        else
            next[name] = value;
        m_value = complete(std::move(next));
        tell(m_value, isRunning);
    }
    // What must be there is there; a group that says nothing goes.
    Json complete(Json group) const {
        if (m_part == "background_picture" && jsonText(group, "src").empty())
            return {};
        if (m_part == "repeat") {
            if (jsonText(group, "list").empty())
                return {};
            if (jsonText(group, "as").empty())
                group["as"] = "item";
        }
        return group.empty() ? Json() : group;
    }
    std::string_view m_part;
    QList<PropertyRow *> m_rows;
    Json m_value;
};

// A list of objects, texts or lines with marks: each entry has a head to open, move and remove it.
class ListEditor final : public PropertyEditor {
public:
    ListEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask), m_layout(columnIn(this)) {
        m_entries = columnIn(new QWidget(this));
        m_layout->addWidget(m_entries->parentWidget());
        m_add = makeButton(ask.key + QStringLiteral("_add"), PropertyEditor::tr("Add"), "quiet", "plus", this);
        m_add->setAccessibleName(PropertyEditor::tr("Add to %1").arg(ask.name));
        m_layout->addWidget(m_add, 0, Qt::AlignLeading);
        setFocusProxy(m_add);
        connect(m_add, &QPushButton::clicked, this, [this] {
            Json next = list();
            next.push_back(fresh());
            m_open = int(next.size()) - 1;
            change(std::move(next));
        });
    }
    bool isWide() const override { return true; }
    void setValue(const Json &value) override {
        const Json next = value.is_array() ? value : Json();
        const bool isSameShape = next.is_array() && int(next.size()) == m_heads.size() && m_shownOpen == m_open;
        m_value = next;
        if (!isSameShape)
            return rebuild();
        for (int at = 0; at < m_heads.size(); ++at)
            m_heads[at]->setText(titleAt(at));
        if (m_editor && m_open >= 0)
            m_editor->setValue(m_value[std::size_t(m_open)]);
    }

private:
    Json list() const { return m_value.is_array() ? m_value : Json::array(); }

    Json fresh() const {
        switch (m_ask.property.type) {
        case model::PropertyType::Items: {
            Json item = Json::object();
            for (const model::BlockProperty &property : model::blockPart(m_ask.property.of)->properties)
                if (property.required)
                    item[std::string(property.name)] = property.type == model::PropertyType::Choice ? std::string(property.of.substr(0, property.of.find('|'))) : std::string();
            if (m_ask.property.of == "menu_item" || m_ask.property.of == "calendar_link")
                item["text"] = toUtf8(PropertyEditor::tr("New link"));
            if (m_ask.property.of == "product")
                item["title"] = toUtf8(PropertyEditor::tr("New product"));
            if (m_ask.property.of == "social_item")
                item["network"] = item["label"] = "Instagram";
            return item;
        }
        case model::PropertyType::Spanned:
            return Json::array({Json{{"text", toUtf8(PropertyEditor::tr("New line"))}}});
        default:
            return m_ask.property.name == "aligns" ? Json("start") : Json("");
        }
    }
    QString titleAt(int at) const {
        const Json &entry = m_value[std::size_t(at)];
        QString words;
        if (entry.is_string())
            words = m_ask.property.name == "aligns" ? choiceName("align", entry.get_ref<const std::string &>()) : toQString(entry.get_ref<const std::string &>()).simplified();
        else if (entry.is_array())
            words = firstWords(Json{{"content", entry}}, 40);
        else
            for (const char *name : {"title", "label", "text", "network", "service"})
                if (words.isEmpty())
                    words = toQString(jsonText(entry, name)).simplified();
        return words.isEmpty() ? PropertyEditor::tr("Entry %1").arg(at + 1) : words.left(60);
    }
    void change(Json next) {
        m_value = next.empty() && !m_ask.property.required ? Json() : next;
        rebuild();
        tell(m_value);
    }
    PropertyEditor *makeEntry(int at, QWidget *parent) {
        model::BlockProperty inner{"", model::PropertyType::Text};
        if (m_ask.property.type == model::PropertyType::Items)
            inner = {"", model::PropertyType::Group, m_ask.property.of};
        else if (m_ask.property.type == model::PropertyType::Spanned)
            inner = {"", model::PropertyType::Spans};
        else if (m_ask.property.name == "aligns")
            inner = {"align", model::PropertyType::Choice, "start|center|end", true};
        inner.required = inner.type != model::PropertyType::Group; // an emptied entry stays until it is removed
        PropertyAsk ask = m_ask.inside(m_ask.kind, inner, QString::number(at));
        ask.name = PropertyEditor::tr("%1, entry %2").arg(m_ask.name).arg(at + 1);
        return makePropertyEditor(ask, parent);
    }
    void rebuild() {
        const bool hadFocus = isAncestorOf(QApplication::focusWidget());
        clearLayout(m_entries);
        m_heads.clear();
        m_editor = nullptr;
        const int count = m_value.is_array() ? int(m_value.size()) : 0;
        m_open = m_open < count ? m_open : -1;
        m_shownOpen = m_open;
        for (int at = 0; at < count; ++at)
            addEntry(at, count);
        if (hadFocus && m_open >= 0 && m_open < m_heads.size())
            m_heads[m_open]->setFocus();
    }
    void addEntry(int at, int count) {
        QWidget *inside = m_entries->parentWidget();
        const QString key = m_ask.key + QLatin1Char('_') + QString::number(at);
        auto *row = new QWidget(inside);
        auto *line = makeRow(0);
        row->setLayout(line);
        auto *head = makeButton(key + QStringLiteral("_head"), titleAt(at), "field", nullptr, row);
        head->setAccessibleName(PropertyEditor::tr("%1, entry %2: %3").arg(m_ask.name).arg(at + 1).arg(titleAt(at)));
        connect(head, &QPushButton::clicked, this, [this, at] {
            m_open = m_open == at ? -1 : at;
            // The button that was pressed goes with its row.
            QMetaObject::invokeMethod(this, [this] { rebuild(); }, Qt::QueuedConnection);
        });
        line->addWidget(head, 1);
        const auto tool = [&](const char *name, const QString &words, const char *iconName, bool isOn, auto act) {
            QToolButton *button = makeTool(key + QLatin1String(name), words, iconName, row);
            button->setFixedSize(22, 28);
            button->setEnabled(isOn);
            connect(button, &QToolButton::clicked, this, [this, act] { QMetaObject::invokeMethod(this, act, Qt::QueuedConnection); });
            line->addWidget(button);
        };
        tool("_up", PropertyEditor::tr("Move up"), "arrow-up", at > 0, [this, at] { swap(at, at - 1); });
        tool("_down", PropertyEditor::tr("Move down"), "arrow-down", at + 1 < count, [this, at] { swap(at, at + 1); });
        tool("_remove", PropertyEditor::tr("Remove"), "x", true, [this, at] {
            Json next = list();
            next.erase(std::size_t(at));
            m_open = -1;
            change(std::move(next));
        });
        m_entries->addWidget(row);
        m_heads.append(head);
        if (at != m_open)
            return;
        auto *box = new QFrame(inside);
        setRole(box, "inset");
        auto *boxed = new QVBoxLayout(box);
        boxed->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
        m_editor = makeEntry(at, box);
        m_editor->setValue(m_value[std::size_t(at)]);
        m_editor->onEdited = [this, at](const Json &value, bool isRunning) {
            m_value[std::size_t(at)] = value.is_null() ? fresh() : value;
            m_heads[at]->setText(titleAt(at));
            tell(m_value, isRunning);
        };
        connect(m_editor, &PropertyEditor::settled, this, &PropertyEditor::settled);
        boxed->addWidget(m_editor);
        m_entries->addWidget(box);
    }
    void swap(int at, int with) {
        Json next = list();
        std::swap(next[std::size_t(at)], next[std::size_t(with)]);
        m_open = m_open == at ? with : m_open == with ? at : m_open;
        change(std::move(next));
    }
    PropertyAsk m_ask;
    QVBoxLayout *m_layout, *m_entries;
    QPushButton *m_add;
    QList<QPushButton *> m_heads;
    PropertyEditor *m_editor = nullptr;
    int m_open = -1, m_shownOpen = -1;
    Json m_value;
};

// Rows of cells, typed in as in any table.
class RowsEditor final : public PropertyEditor {
public:
    RowsEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_table(new QTableWidget(this)) {
        QVBoxLayout *layout = columnIn(this);
        m_table->setObjectName(ask.key);
        m_table->setAccessibleName(ask.name);
        m_table->horizontalHeader()->hide();
        m_table->verticalHeader()->hide();
        m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_table->setTabKeyNavigation(false);
        m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        layout->addWidget(m_table);
        auto *tools = makeRow(space::kTiny);
        const auto tool = [&](const char *name, const QString &words, const char *iconName, auto act) {
            QToolButton *button = makeTool(ask.key + QLatin1String(name), words, iconName, this);
            connect(button, &QToolButton::clicked, this, act);
            tools->addWidget(button);
        };
        tool("_addRow", PropertyEditor::tr("Add a row"), "plus", [this] { addRow(); });
        tool("_addColumn", PropertyEditor::tr("Add a column"), "columns-3", [this] { addColumn(); });
        tool("_up", PropertyEditor::tr("Move the row up"), "arrow-up", [this] { move(-1); });
        tool("_down", PropertyEditor::tr("Move the row down"), "arrow-down", [this] { move(1); });
        tool("_removeRow", PropertyEditor::tr("Remove the row"), "trash-2", [this] { removeRow(); });
        tool("_removeColumn", PropertyEditor::tr("Remove the column"), "x", [this] { removeColumn(); });
        tools->addStretch(1);
        layout->addLayout(tools);
        setFocusProxy(m_table);
        connect(m_table, &QTableWidget::itemChanged, this, [this](QTableWidgetItem *item) {
            if (m_isShowing)
                return;
            Json next = m_value;
            Json &row = next[std::size_t(item->row())];
            while (row.size() <= std::size_t(item->column()))
                row.push_back("");
            row[std::size_t(item->column())] = toUtf8(item->text());
            m_value = next;
            tell(m_value);
        });
    }
    bool isWide() const override { return true; }
    void setValue(const Json &value) override {
        m_value = value.is_array() ? value : Json::array();
        m_isShowing = true;
        std::size_t columns = 1;
        for (const Json &row : m_value)
            columns = std::max(columns, row.size());
        m_table->setRowCount(int(m_value.size()));
        m_table->setColumnCount(int(columns));
        for (int row = 0; row < m_table->rowCount(); ++row) {
            m_table->setRowHeight(row, Theme::instance().rowHeight());
            for (int column = 0; column < m_table->columnCount(); ++column) {
                const Json &cells = m_value[std::size_t(row)];
                const QString text = std::size_t(column) < cells.size() && cells[std::size_t(column)].is_string() ? toQString(cells[std::size_t(column)].get_ref<const std::string &>()) : QString();
                if (QTableWidgetItem *item = m_table->item(row, column))
                    item->setText(text);
                else
                    m_table->setItem(row, column, new QTableWidgetItem(text));
            }
        }
        m_table->setFixedHeight(qBound(1, m_table->rowCount(), 8) * Theme::instance().rowHeight() + 4);
        m_isShowing = false;
    }

private:
    void change(Json next) {
        setValue(next);
        tell(m_value);
    }
    void addRow() {
        Json next = m_value, row = Json::array();
        for (int column = 0; column < m_table->columnCount(); ++column)
            row.push_back("");
        const int at = m_table->currentRow() < 0 ? int(next.size()) : m_table->currentRow() + 1;
        next.insert(next.begin() + at, row);
        change(next);
        m_table->setCurrentCell(at, 0);
        m_table->setFocus();
    }
    void addColumn() {
        Json next = m_value;
        for (Json &row : next) {
            while (row.size() < std::size_t(m_table->columnCount()))
                row.push_back("");
            row.push_back("");
        }
        change(next);
    }
    void move(int by) {
        const int at = m_table->currentRow(), to = at + by;
        if (at < 0 || to < 0 || to >= int(m_value.size()))
            return;
        Json next = m_value;
        std::swap(next[std::size_t(at)], next[std::size_t(to)]);
        const int column = m_table->currentColumn();
        change(next);
        m_table->setCurrentCell(to, column);
    }
    void removeRow() {
        if (m_table->currentRow() < 0)
            return;
        Json next = m_value;
        next.erase(std::size_t(m_table->currentRow()));
        change(next);
    }
    void removeColumn() {
        const int column = m_table->currentColumn();
        if (column < 0 || m_table->columnCount() < 2)
            return;
        Json next = m_value;
        for (Json &row : next)
            if (row.size() > std::size_t(column))
                row.erase(std::size_t(column));
        change(next);
    }
    QTableWidget *m_table;
    bool m_isShowing = false;
    Json m_value;
};

} // namespace

PropertyEditor *makeGroupEditor(const PropertyAsk &ask, QWidget *parent) {
    return new GroupEditor(ask, parent);
}

PropertyEditor *makeListEditor(const PropertyAsk &ask, QWidget *parent) {
    return new ListEditor(ask, parent);
}

PropertyEditor *makeRowsEditor(const PropertyAsk &ask, QWidget *parent) {
    return new RowsEditor(ask, parent);
}

} // namespace audience::ui
