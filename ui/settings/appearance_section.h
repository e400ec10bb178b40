// Settings > Appearance: theme, size, language, motion.
#pragma once

#include "ui/kit/settings_section.h"

class QButtonGroup;

namespace audience::ui {

class AppearanceSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit AppearanceSection(QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("appearance"); }
    QString title() const override { return tr("Appearance"); }
    const char *iconName() const override { return "sun-moon"; }
    QStringList words() const override;
    void opened() override;

Q_SIGNALS:
    void restartWanted(); // what was chosen is kept already

private:
    QWidget *makeTheme();
    QWidget *makeScale();
    QWidget *makeLanguage();
    void sayRestart();
    QButtonGroup *m_theme;
    QWidget *m_restart;
};

} // namespace audience::ui
