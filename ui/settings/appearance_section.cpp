#include "ui/settings/appearance_section.h"

#include "ui/kit/theme.h"
#include "ui/settings/appearance.h"
#include "ui/settings/setting_row.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace audience::ui {

using appearance::ThemeChoice;

AppearanceSection::AppearanceSection(QWidget *parent) : SettingsSection(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(title(), this, &rows));
    rows->addWidget(makeSettingRow(tr("Theme"), {}, makeTheme(), this));
    rows->addWidget(makeLine(this));
    rows->addWidget(makeSettingRow(tr("Size of everything"), tr("For large screens and tired eyes."), makeScale(), this));
    rows->addWidget(makeLine(this));
    rows->addWidget(makeSettingRow(tr("Language"), {}, makeLanguage(), this));
    rows->addWidget(makeLine(this));
    m_restart = new QWidget(this);
    m_restart->setObjectName(QStringLiteral("needsRestart"));
    auto *below = new QVBoxLayout(m_restart);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(rows->spacing());
    auto *again = makeRow(space::kMedium);
    below->addLayout(again);
    below->addWidget(makeLine(m_restart));
    auto *words = makeLabel(tr("Size and language change when the program starts the next time. What is open comes back as it is."), "secondary", m_restart);
    words->setWordWrap(true);
    auto *now = makeButton(QStringLiteral("restartNow"), tr("Restart now"), "", "refresh-cw", m_restart);
    connect(now, &QPushButton::clicked, this, &AppearanceSection::restartWanted);
    again->addWidget(words, 1);
    again->addWidget(now);
    m_restart->hide();
    rows->addWidget(m_restart);
    auto *motion = new QCheckBox(this);
    motion->setObjectName(QStringLiteral("reducedMotion"));
    motion->setChecked(Theme::instance().reducedMotion());
    connect(motion, &QCheckBox::toggled, this, [](bool on) { Theme::instance().setReducedMotion(on); });
    rows->addWidget(makeSettingRow(tr("Less motion"), tr("What appears is there at once, without fading in."), motion, this));
    layout->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, &AppearanceSection::opened);
}

QStringList AppearanceSection::words() const {
    return {tr("Theme"), tr("Language"), tr("Size of everything"), tr("Less motion")};
}

QWidget *AppearanceSection::makeTheme() {
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTiny);
    m_theme = new QButtonGroup(this);
    const auto add = [&](const char *name, const QString &words, ThemeChoice choice) {
        auto *chip = makeButton(QLatin1String(name), words, "chip", nullptr, row);
        chip->setCheckable(true);
        m_theme->addButton(chip, int(choice));
        layout->addWidget(chip);
    };
    add("themeSystem", tr("As the computer"), ThemeChoice::System);
    add("themeLight", tr("Light"), ThemeChoice::Light);
    add("themeDark", tr("Dark"), ThemeChoice::Dark);
    connect(m_theme, &QButtonGroup::idClicked, this, [](int id) { appearance::setThemeChoice(ThemeChoice(id)); });
    opened();
    return row;
}

QWidget *AppearanceSection::makeScale() {
    auto *scale = new QComboBox(this);
    scale->setObjectName(QStringLiteral("scale"));
    for (const int percent : {100, 110, 125, 150, 175, 200})
        scale->addItem(tr("%1 %").arg(percent), percent);
    scale->setCurrentIndex(qMax(0, scale->findData(appearance::scalePercent())));
    connect(scale, &QComboBox::activated, this, [this, scale] {
        appearance::setScalePercent(scale->currentData().toInt());
        sayRestart();
    });
    return scale;
}

QWidget *AppearanceSection::makeLanguage() {
    auto *language = new QComboBox(this);
    language->setObjectName(QStringLiteral("language"));
    language->addItem(tr("As the computer"), QString());
    // Each language says its own name, so that it is found by whoever needs it.
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    language->setCurrentIndex(qMax(0, language->findData(appearance::language())));
    connect(language, &QComboBox::activated, this, [this, language] {
        appearance::setLanguage(language->currentData().toString());
        sayRestart();
    });
    return language;
}

void AppearanceSection::opened() {
    if (QAbstractButton *chosen = m_theme->button(int(appearance::themeChoice())))
        chosen->setChecked(true);
}

void AppearanceSection::sayRestart() {
    m_restart->show();
}

} // namespace audience::ui
