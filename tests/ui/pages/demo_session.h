// A small demo shop in a folder of its own, made once per test class, and ways to wait for pages.
#pragma once

#ifndef Q_MOC_RUN
#include "secrets/keychain.h"
#include "service/demo_service.h"
#include "service/session.h"
#include "ui/kit/page.h"
#endif

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace audience::test {

class DemoSession {
public:
    static constexpr int kPeople = 200;

    // Null when something failed; the error is printed.
    std::shared_ptr<service::Session> make(bool isFilled = true, std::shared_ptr<secrets::Keychain> keychain = nullptr) {
        service::Session::Options options;
        options.keychain = std::move(keychain);
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261121);
        options.environment.actor = "tester";
        auto session = service::Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        if (!session)
            return failed(session.error());
        if (!isFilled)
            return *session;
        service::DemoShopOptions shop;
        shop.people = kPeople;
        shop.events = 3000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>((*session)->now().micros / kMicrosPerDay - 1)};
        if (auto filled = service::DemoService(**session).fill(shop); !filled)
            return failed(filled.error());
        return *session;
    }
    QString file(const QString &name) const { return m_dir.filePath(name); }

private:
    static std::shared_ptr<service::Session> failed(const Error &error) {
        qWarning("%s %s", error.id.c_str(), error.detail.c_str());
        return nullptr;
    }
    QTemporaryDir m_dir;
};

inline bool settle(const ui::Page &page, int most = 20'000) {
    QElapsedTimer quiet;
    quiet.start();
    return QTest::qWaitFor(
        [&] {
            if (!page.isSettled())
                quiet.restart();
            return quiet.elapsed() > 150;
        },
        most);
}

// The named child, which has to be there.
template <class T> T *part(const QObject &of, const char *name) {
    T *found = of.findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("there is no %s", name);
    return found;
}

} // namespace audience::test
