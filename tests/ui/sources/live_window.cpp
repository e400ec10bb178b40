#include "live_window.h"

#include "secrets/keychain.h"
#include "ui/kit/theme.h"

#include <QDir>
#include <QSettings>
#include <QTest>

namespace audience::test {

QString LiveWindow::serve() { return m_server.start(); }

QString LiveWindow::fill(const QByteArray &sql) { return m_server.run(sql + "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; ANALYZE;"); }

QString LiveWindow::make(bool isFilled) {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_place.file(QStringLiteral("config")));
    qputenv("AUDIENCE_STATE_DIR", m_place.file(QStringLiteral("state")).toUtf8());
    m_session = m_place.make(isFilled, std::make_shared<secrets::MemoryKeychain>());
    return m_session ? QString() : QStringLiteral("no workspace");
}

QString LiveWindow::show() {
    ui::Theme::instance().apply(qEnvironmentVariable("AUDIENCE_SCHEME") == QLatin1String("dark") ? ui::Scheme::Dark : ui::Scheme::Light);
    m_bench = std::make_unique<gui::Workbench>(m_session);
    window()->resize(1280, 800);
    window()->show();
    m_hand = std::make_unique<Hand>(window());
    return QTest::qWaitForWindowActive(window()) && rest() ? QString() : QStringLiteral("no window");
}

void LiveWindow::picture(const char *name) {
    const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(600);
    window()->grab().toImage().convertToFormat(QImage::Format_Indexed8, Qt::ThresholdDither | Qt::AvoidDither).save(QDir(folder).filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(m_pictures), QLatin1String(name))));
}

void LiveWindow::close() {
    m_hand.reset();
    m_bench.reset();
}

} // namespace audience::test
