// Settings: the sections at the left, the chosen one at the right. Sections come from whoever has
// something to set; the page knows none of them. Main thread.
#pragma once

#include "ui/kit/page.h"
#include "ui/kit/settings_section.h"

class QStackedWidget;

namespace audience::ui {

class SideList;

class SettingsPage final : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(QWidget *parent = nullptr);
    void addSection(SettingsSection *section);

    QString key() const override { return QStringLiteral("settings"); }
    QString title() const override { return tr("Settings"); }
    const char *iconName() const override { return "settings"; }
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a section's key
    bool isSettled() const override;
    void workspaceChanged() override;

private:
    QWidget *standing(SettingsSection *section); // it, or that it is read, or why it cannot be
    void show(const QString &key);
    SideList *m_list;
    QStackedWidget *m_stack;
    QList<SettingsSection *> m_sections;
};

} // namespace audience::ui
