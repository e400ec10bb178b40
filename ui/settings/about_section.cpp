#include "ui/settings/about_section.h"

#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace audience::ui {

AboutSection::AboutSection(QWidget *parent) : SettingsSection(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(QStringLiteral("Audience-Sync"), this, &rows));
    const auto fact = [&](const QString &name, const QString &value) {
        auto *label = makeLabel(value, "body", this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(value);
        rows->addWidget(makeSettingRow(name, {}, label, this));
    };
    fact(tr("Version"), QCoreApplication::applicationVersion());
    fact(tr("Built with"), QStringLiteral("Qt %1").arg(QLatin1String(qVersion())));
    fact(tr("Licence"), tr("GNU General Public License 3.0 or later"));
    layout->addWidget(makeSettingsCard(tr("Made with the work of others"), this, &rows));
    rows->setSpacing(space::kTiny);
    // Names and licences are what they are in every language.
    constexpr std::pair<const char *, const char *> kParts[] = {
        {"Qt", "LGPL-3.0 / GPL-3.0"}, {"QScintilla", "GPL-3.0"}, {"QtKeychain", "BSD-3-Clause"}, {"SQLite", "public domain"},
        {"libcurl", "curl"},          {"OpenSSL", "Apache-2.0"}, {"zstd", "BSD-3-Clause"},       {"zlib", "Zlib"},
        {"JSON for Modern C++", "MIT"}, {"{fmt}", "MIT"},        {"CLI11", "BSD-3-Clause"},      {"Gumbo", "Apache-2.0"},
        {"utf8proc", "MIT"},          {"libidn2", "LGPL-3.0"},   {"Lucide", "ISC"}};
    for (const auto &[name, licence] : kParts)
        rows->addWidget(makeSettingRow(QLatin1String(name), {}, makeLabel(QLatin1String(licence), "secondary", this), this));
    layout->addStretch(1);
}

} // namespace audience::ui
