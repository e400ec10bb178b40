// Settings > Shortcuts: every command with its keys; click the keys and press others. A clash is said in
// the row and can be taken over.
#pragma once

#include "ui/kit/settings_section.h"

#include <QHash>
#include <QKeySequence>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace audience::ui {

class KeyField;

class ShortcutsSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit ShortcutsSection(QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("shortcuts"); }
    QString title() const override { return tr("Shortcuts"); }
    const char *iconName() const override { return "keyboard"; }
    void opened() override;

private:
    struct Row {
        QWidget *widget;
        KeyField *keys;
        QToolButton *reset;
        QLabel *clash;
        QPushButton *takeOver;
        QKeySequence wanted;
    };
    void build();
    QWidget *makeRow(const QString &id, const QString &title);
    void refresh();
    void filter(const QString &words);
    void want(const QString &id, const QKeySequence &keys);
    void put(const QString &id, const QKeySequence &keys);

    QLineEdit *m_find;
    QBoxLayout *m_groups;
    QLabel *m_nothing;
    QHash<QString, Row> m_rows;
    QList<std::pair<QWidget *, QStringList>> m_cards; // each with the commands in it
};

} // namespace audience::ui
