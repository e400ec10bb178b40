#include "app/bootstrap/bootstrap.h"

#include "app/bootstrap/system_proxy.h"
#include "model/block_starters.h"
#include "net/net.h"
#include "qbase/convert.h"
#include "secrets/system_keychain.h"
#include "warehouse/postgres_link.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTranslator>

#include <curl/curl.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

#ifdef AUDIENCE_HAS_TRANSLATIONS
static void initTranslations() { // the macro wants the global namespace
    Q_INIT_RESOURCE(translations);
}
#endif

namespace audience::bootstrap {

// What a new block begins with in any language of the program: a colleague may have put it in.
static void learnFillers() {
#ifdef AUDIENCE_HAS_TRANSLATIONS
    initTranslations();
    const QDir all(QStringLiteral(":/translations"));
    for (const QString &file : all.entryList({QStringLiteral("audience_*.qm")})) {
        QTranslator translator;
        if (translator.load(all.filePath(file)))
            model::learnFillers([&](std::string_view english) {
                const QString words = translator.translate("BlockStarters", std::string(english).c_str());
                return words.isEmpty() ? std::string(english) : toUtf8(words);
            });
    }
#endif
}

void initialise() {
    warehouse::PostgresLink::keepOutOfEnvironment();
    learnFillers();
    QCoreApplication::setApplicationName(QStringLiteral("Audience-Sync"));
    QCoreApplication::setOrganizationName(QStringLiteral("Audience-Sync"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AUDIENCE_VERSION));
    curl_global_init(CURL_GLOBAL_DEFAULT);
    net::setSystemProxy(&systemProxy);
#if defined(__linux__) && defined(NDEBUG)
    // A core dump of a process that holds keys is a leak.
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

service::Session::Options sessionOptions(bool readOnly) {
    service::Session::Options options;
    options.keychain = std::make_shared<secrets::SystemKeychain>();
    options.readOnly = readOnly;
    return options;
}

Result<std::shared_ptr<service::Session>> openSession(const std::string &path) {
    auto opened = service::Session::open(path, sessionOptions());
    if (opened)
        return opened;
    const QFileInfo file(toQString(path));
    const bool isLocked = !file.isWritable() || !QFileInfo(file.absolutePath()).isWritable();
    const bool isAboutWriting = opened.error().id == "workspace.not_writable" || opened.error().id == "store.cannot_open";
    if (!file.isFile() || !isLocked || !isAboutWriting)
        return opened;
    return service::Session::open(path, sessionOptions(true));
}

} // namespace audience::bootstrap
