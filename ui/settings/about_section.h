// Settings > About: the version, the licence and what the program is built from.
#pragma once

#include "ui/kit/settings_section.h"

namespace audience::ui {

class AboutSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit AboutSection(QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("about"); }
    QString title() const override { return tr("About"); }
    const char *iconName() const override { return "info"; }
    QStringList words() const override { return {tr("Version and licences")}; }
};

} // namespace audience::ui
