#include "ui/settings/shortcuts_section.h"

#include "ui/kit/actions.h"
#include "ui/kit/theme.h"
#include "ui/settings/key_field.h"
#include "ui/settings/setting_row.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

ShortcutsSection::ShortcutsSection(QWidget *parent) : SettingsSection(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    auto *head = ui::makeRow();
    m_find = new QLineEdit(this);
    m_find->setObjectName(QStringLiteral("shortcutsFind"));
    m_find->setPlaceholderText(tr("Find a command or keys"));
    m_find->setAccessibleName(tr("Find a command or keys"));
    m_find->setClearButtonEnabled(true);
    connect(m_find, &QLineEdit::textChanged, this, &ShortcutsSection::filter);
    auto *all = makeButton(QStringLiteral("shortcutsResetAll"), tr("Reset all"), "quiet", "undo-2", this);
    connect(all, &QPushButton::clicked, this, [] { Commands::instance().resetAll(); });
    head->addWidget(m_find, 1);
    head->addWidget(all);
    layout->addLayout(head);
    m_nothing = makeLabel({}, "quietBody", this);
    m_nothing->setObjectName(QStringLiteral("shortcutsNothing"));
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    layout->addWidget(m_nothing);
    m_groups = makeColumn(space::kMedium);
    layout->addLayout(m_groups);
    layout->addStretch(1);
    connect(&Commands::instance(), &Commands::changed, this, &ShortcutsSection::refresh);
}

void ShortcutsSection::opened() {
    if (m_rows.size() != Commands::instance().all().size())
        build();
    refresh();
}

void ShortcutsSection::build() {
    clearLayout(m_groups);
    m_rows.clear();
    m_cards.clear();
    QStringList groups;
    for (const CommandInfo &command : Commands::instance().all())
        if (!groups.contains(command.group))
            groups << command.group;
    for (const QString &group : std::as_const(groups)) {
        QBoxLayout *rows = nullptr;
        QFrame *card = makeSettingsCard(group, this, &rows);
        rows->setSpacing(space::kTiny);
        QStringList ids;
        for (const CommandInfo &command : Commands::instance().all())
            if (command.group == group) {
                rows->addWidget(makeRow(command.id, command.title));
                ids << command.id;
            }
        m_cards.append({card, ids});
        m_groups->addWidget(card);
    }
    filter(m_find->text());
}

QWidget *ShortcutsSection::makeRow(const QString &id, const QString &title) {
    auto *widget = new QWidget(this);
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    auto *line = ui::makeRow();
    auto *name = makeLabel(title, "body", widget);
    name->setWordWrap(true);
    auto *keys = new KeyField(widget);
    keys->setObjectName(QStringLiteral("keys_") + id);
    keys->setMinimumWidth(150);
    if (Commands::instance().isFixed(id)) {
        keys->setEnabled(false);
        keys->setToolTip(tr("These keys stay as they are"));
    }
    auto *reset = makeTool(QStringLiteral("reset_") + id, tr("Reset %1").arg(title), "undo-2", widget);
    reset->setToolTip(tr("Back to the keys it came with"));
    QSizePolicy kept = reset->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    reset->setSizePolicy(kept);
    line->addWidget(name, 1);
    line->addWidget(keys);
    line->addWidget(reset);
    column->addLayout(line);
    auto *below = ui::makeRow();
    auto *clash = makeLabel({}, "warning", widget);
    clash->setObjectName(QStringLiteral("clash_") + id);
    clash->setWordWrap(true);
    auto *takeOver = makeButton(QStringLiteral("takeOver_") + id, tr("Use them here"), "", nullptr, widget);
    clash->hide();
    takeOver->hide();
    below->addWidget(clash, 1);
    below->addWidget(takeOver);
    column->addLayout(below);
    connect(keys, &KeyField::keysPressed, this, [this, id](const QKeySequence &wanted) { want(id, wanted); });
    connect(reset, &QToolButton::clicked, this, [id] { Commands::instance().reset(id); });
    connect(takeOver, &QPushButton::clicked, this, [this, id] { put(id, m_rows[id].wanted); });
    m_rows.insert(id, {widget, keys, reset, clash, takeOver, {}});
    return widget;
}

void ShortcutsSection::refresh() {
    const Commands &commands = Commands::instance();
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        it->keys->setKeys(commands.keys(it.key()));
        it->keys->setAccessibleName(tr("Keys of %1: %2").arg(commands.titleOf(it.key()), it->keys->text()));
        it->reset->setVisible(commands.isChanged(it.key()));
        it->clash->hide();
        it->takeOver->hide();
    }
}

void ShortcutsSection::want(const QString &id, const QKeySequence &keys) {
    const QString other = keys.isEmpty() ? QString() : Commands::instance().takenBy(keys, id);
    if (other.isEmpty())
        return put(id, keys);
    Row &row = m_rows[id];
    row.wanted = keys;
    row.clash->setText(tr("%1 already belongs to \"%2\", so nothing was changed.").arg(keys.toString(QKeySequence::NativeText), Commands::instance().titleOf(other)));
    row.clash->show();
    row.takeOver->setVisible(!Commands::instance().isFixed(other));
}

// Keys belong to one command: whoever had them loses these and keeps its others.
void ShortcutsSection::put(const QString &id, const QKeySequence &keys) {
    Commands &commands = Commands::instance();
    for (QString other = commands.takenBy(keys, id); !keys.isEmpty() && !other.isEmpty(); other = commands.takenBy(keys, id)) {
        QList<QKeySequence> left;
        for (const QKeySequence &sequence : commands.keys(other))
            if (sequence.matches(keys) == QKeySequence::NoMatch && keys.matches(sequence) == QKeySequence::NoMatch)
                left << sequence;
        commands.setKeys(other, left);
    }
    commands.setKeys(id, keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
}

void ShortcutsSection::filter(const QString &words) {
    const Commands &commands = Commands::instance();
    bool hasAny = false;
    for (const auto &[card, ids] : std::as_const(m_cards)) {
        bool hasSome = false;
        for (const QString &id : ids) {
            const bool fits = words.isEmpty() || commands.titleOf(id).contains(words, Qt::CaseInsensitive) || m_rows[id].keys->text().contains(words, Qt::CaseInsensitive);
            m_rows[id].widget->setVisible(fits);
            hasSome = hasSome || fits;
        }
        card->setVisible(hasSome);
        hasAny = hasAny || hasSome;
    }
    m_nothing->setText(tr("No command and no keys fit \"%1\".").arg(words.left(60)));
    m_nothing->setVisible(!hasAny);
}

} // namespace audience::ui
