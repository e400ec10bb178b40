// What has been tried against mail programs, against the preview and the canvas: nothing runs, nothing is fetched, nothing
// is read. A server on this computer listens for any connection and a file is watched for being opened. Each layer is
// tried alone: what the sanitiser leaves in a browser that may do everything, and the vectors as they are in the preview.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/html_sanitiser.h"
#include "email/preview_look.h"
#include "service/template_service.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/email_preview.h"
#endif
#include "support/attack_vectors.h"
#include "support/long_run.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef AUDIENCE_WITH_WEBENGINE
#include "ui/templates/studio/canvas_view.h"

#include <QSignalSpy>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineSettings>
#endif
#ifdef Q_OS_LINUX
#include <sys/inotify.h>
#include <unistd.h>
#endif

using namespace audience;
using namespace audience::ui;

namespace {

// Whoever connects, whatever for.
class Listener final : public QObject {
public:
    Listener() {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++m_count;
                QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    m_asked += socket->readLine();
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n");
                    socket->disconnectFromHost();
                });
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    std::string place() const { return "http://127.0.0.1:" + std::to_string(m_server.serverPort()); }
    int count() const { return m_count; }
    QByteArray asked() const { return m_asked; }
    void forget() {
        m_count = 0;
        m_asked.clear();
    }

private:
    QTcpServer m_server;
    int m_count = 0;
    QByteArray m_asked;
};

// A file that says when somebody opened it.
class Canary final {
public:
    Canary() {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        file.close();
#ifdef Q_OS_LINUX
        m_watch = inotify_init1(IN_NONBLOCK);
        inotify_add_watch(m_watch, QFile::encodeName(path()).constData(), IN_OPEN | IN_ACCESS);
#endif
    }
    ~Canary() {
#ifdef Q_OS_LINUX
        ::close(m_watch);
#endif
    }
    QString path() const { return m_folder.filePath(QStringLiteral("canary.png")); }
    std::string address() const { return "file://" + path().toStdString(); }
    bool wasOpened() {
#ifdef Q_OS_LINUX
        char said[4096];
        m_wasOpened = ::read(m_watch, said, sizeof said) > 0 || m_wasOpened;
#endif
        return m_wasOpened;
    }
    void forget() {
        (void)wasOpened();
        m_wasOpened = false;
    }

private:
    QTemporaryDir m_folder;
    int m_watch = -1;
    bool m_wasOpened = false;
};

#ifdef AUDIENCE_WITH_WEBENGINE
// A browser that may do everything, and says when a script ran.
class OpenPage final : public QWebEnginePage {
public:
    explicit OpenPage(QWebEngineProfile *profile) : QWebEnginePage(profile) {
        for (const auto attribute : {QWebEngineSettings::JavascriptEnabled, QWebEngineSettings::LocalContentCanAccessFileUrls, QWebEngineSettings::LocalContentCanAccessRemoteUrls,
                                     QWebEngineSettings::JavascriptCanOpenWindows, QWebEngineSettings::AutoLoadImages, QWebEngineSettings::PluginsEnabled})
            settings()->setAttribute(attribute, true);
    }
    // As a page of this computer, which may read files and ask servers.
    bool show(const std::string &html) {
        QFile file(m_folder.filePath(QStringLiteral("page.html")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return false;
        file.write("<!DOCTYPE html><meta charset=utf-8>");
        file.write(QByteArray::fromStdString(html));
        file.close();
        QSignalSpy loaded(this, &QWebEnginePage::loadFinished);
        load(QUrl::fromLocalFile(file.fileName()));
        return loaded.wait(20'000);
    }
    int ran = 0;
    int moved = 0;

protected:
    void javaScriptAlert(const QUrl &, const QString &) override { ++ran; }
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &line, int, const QString &) override { ran += line.contains(QLatin1String("canary")) ? 1 : 0; }
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMain) override {
        const bool isOurs = url.scheme() == QLatin1String("data") || url.scheme() == QLatin1String("about") || (isMain && type == NavigationTypeTyped);
        moved += isOurs ? 0 : 1;
        return true;
    }

private:
    QTemporaryDir m_folder;
};
#endif

} // namespace

class PreviewAttacksTest : public QObject {
    Q_OBJECT
    Listener m_listener;
    Canary m_canary;

    std::vector<std::string> all() const {
        std::vector<std::string> vectors = test::attackVectors(m_listener.place(), m_canary.address());
        for (std::string &one : test::loadingVectors(m_listener.place(), m_canary.address()))
            vectors.push_back(std::move(one));
        for (const auto &[pattern, value] : test::liquidVectors(m_listener.place())) { // as Liquid would fill them in
            std::string one = pattern;
            for (std::size_t at = one.find("{{ x }}"); at != std::string::npos; at = one.find("{{ x }}", at + value.size()))
                one.replace(at, 7, value);
            vectors.push_back(std::move(one));
        }
        return vectors;
    }
    std::string quiet() {
        if (m_listener.count() > 0)
            return "asked for " + m_listener.asked().toStdString();
        return m_canary.wasOpened() ? "read the file" : "";
    }

private Q_SLOTS:
    void init() {
        m_listener.forget();
        m_canary.forget();
    }

    // Qt's own rich text: what is shown where no browser can run, and the small pictures.
    void richTextFetchesNothing() {
        const auto vectors = all();
        QVERIFY2(vectors.size() >= 2000, qPrintable(QString::number(vectors.size())));
        for (const std::string &vector : vectors) {
            const auto safe = email::sanitiseHtml(vector);
            QVERIFY2(safe, vector.c_str());
        }
        for (std::size_t i = 0; i < vectors.size(); i += test::isLongRun() ? 1 : 9)
            (void)emailPicture(QString::fromStdString(vectors[i]), QSize(40, 40), 1, {}); // as they are, without the sanitiser
        QTest::qWait(200);
        QCOMPARE(quiet(), std::string());
    }

#ifdef AUDIENCE_WITH_WEBENGINE
    // The harness has to see what it says is not there.
    void theHarnessSeesAttacks() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("Qt WebEngine cannot run here; the entry \"browser\" runs it on a display of its own");
        QWebEngineProfile profile;
        OpenPage page(&profile);
        QVERIFY(page.show("<img src='" + m_listener.place() + "/control'><script>alert(1);console.log('canary')</script>"));
        QTRY_VERIFY(m_listener.count() > 0);
        QTRY_COMPARE(page.ran, 2);
        QVERIFY(page.show("<img src='" + m_canary.address() + "'>"));
#ifdef Q_OS_LINUX
        QTRY_VERIFY(m_canary.wasOpened());
#endif
    }

    // What the sanitiser leaves, and what the looks of the preview make of it, in a browser without any other fence.
    void theSanitiserAloneHolds() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("Qt WebEngine cannot run here; the entry \"browser\" runs it on a display of its own");
        QWebEngineProfile profile;
        OpenPage page(&profile);
        constexpr std::size_t kTogether = 40;
        const auto vectors = all();
        for (std::size_t from = 0; from < vectors.size(); from += kTogether) {
            std::string plain, looks;
            for (std::size_t i = from; i < std::min(from + kTogether, vectors.size()); ++i) {
                const auto safe = email::sanitiseHtml(vectors[i]);
                QVERIFY(safe);
                plain += safe->html;
                looks += i % 3 == 0 ? email::withoutPictures(safe->html) : i % 3 == 1 ? email::darkened(safe->html, email::Darkening::Fully) : email::inScheme(safe->html, true);
            }
            QVERIFY(page.show(plain));
            QVERIFY(page.show(looks));
            const std::string seen = quiet();
            QVERIFY2(seen.empty() && page.ran == 0 && page.moved == 0, (seen + " among " + vectors[from]).c_str());
        }
        QTest::qWait(500); // what comes late
        QCOMPARE(quiet(), std::string());
        QCOMPARE(page.ran, 0);
    }

    // The vectors as they are, as if there were no sanitiser.
    void thePreviewAloneHolds() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("Qt WebEngine cannot run here; the entry \"browser\" runs it on a display of its own");
        Theme::instance().apply(Scheme::Light);
        EmailPreview preview;
        preview.resize(400, 300);
        preview.show();
        preview.setHtml(QStringLiteral("<p>x"));
        QTRY_VERIFY_WITH_TIMEOUT(preview.isRendered(), 30'000);
        const auto vectors = all();
        const std::size_t step = test::isLongRun() ? 1 : 8;
        int shown = 0;
        for (std::size_t i = 0; i < vectors.size(); i += step) {
            preview.setHtml(QString::fromStdString(vectors[i]));
            QTRY_VERIFY2_WITH_TIMEOUT(preview.isRendered(), vectors[i].c_str(), 5'000);
            const std::string seen = quiet();
            QVERIFY2(seen.empty(), (seen + " near " + vectors[i]).c_str());
            ++shown;
        }
        QTest::qWait(500);
        QCOMPARE(quiet(), std::string());
        QVERIFY2(shown >= 450, qPrintable(QString::number(shown)));
    }

    // The canvas, which has a script of its own, is given the vectors as they are.
    void theCanvasAloneHolds() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("Qt WebEngine cannot run here; the entry \"browser\" runs it on a display of its own");
        CanvasView canvas;
        canvas.resize(500, 400);
        canvas.show();
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isReady(), 30'000);
        const auto vectors = all();
        for (std::size_t i = 0; i < vectors.size(); i += test::isLongRun() ? 1 : 8) {
            canvas.setHtml(QString::fromStdString("<body><p data-part=\"a\">x</p>" + vectors[i] + "</body>"));
            QTRY_VERIFY2_WITH_TIMEOUT(canvas.isReady(), vectors[i].c_str(), 5'000);
            const std::string seen = quiet();
            QVERIFY2(seen.empty(), (seen + " near " + vectors[i]).c_str());
        }
        QTest::qWait(500);
        QCOMPARE(quiet(), std::string());
    }
#endif
};
AUDIENCE_TEST(PreviewAttacksTest)

#include "preview_attacks_test.moc"
