#include "app/gui/language.h"

#include "ui/kit/widgets.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#ifdef AUDIENCE_HAS_TRANSLATIONS
static void initTranslations() { // the macro wants the global namespace
    Q_INIT_RESOURCE(translations);
}
#endif

namespace audience::gui {

bool loadTranslations() {
#ifdef AUDIENCE_HAS_TRANSLATIONS
    initTranslations();
    return true;
#else
    return false;
#endif
}

void useLanguage(const QString &language) {
    loadTranslations();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QCoreApplication *application = QCoreApplication::instance();
    const auto load = [&](const QLocale &wanted, const QString &name, const QStringList &folders) {
        auto *translator = new QTranslator(application);
        for (const QString &folder : folders)
            if (translator->load(wanted, name, QStringLiteral("_"), folder)) {
                application->installTranslator(translator);
                return true;
            }
        delete translator;
        return false;
    };
    load(locale, QStringLiteral("qtbase"), {QLibraryInfo::path(QLibraryInfo::TranslationsPath)});
    const QStringList folders{QStringLiteral(":/translations"), QCoreApplication::applicationDirPath() + QStringLiteral("/../share/audience-sync/translations")};
    const bool isSpoken = load(locale, QStringLiteral("audience"), folders);
    if (!isSpoken) // English counts one and many as well
        load(QLocale(QLocale::English), QStringLiteral("audience"), folders);
    // Numbers and dates follow the words they stand among.
    QLocale::setDefault(isSpoken ? locale : QLocale(QLocale::English));
    ui::setInterfaceLocale(QLocale());
}

} // namespace audience::gui
