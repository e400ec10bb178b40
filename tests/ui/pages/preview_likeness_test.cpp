// Real emails in the preview beside the browser's own rendering of what their authors wrote, and on the canvas they are changed
// on beside the preview: no visible difference. Pictures are off on both sides, since the preview loads none. With
// AUDIENCE_LIKENESS_DIR set both pictures are written there.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/html_sanitiser.h"
#include "email/preview_look.h"
#include "service/html_canvas.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/studio/canvas_view.h"
#include "ui/templates/studio/html_canvas_script.h"
#endif
#include "demo_session.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <QSignalSpy>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineView>

using namespace audience;
using namespace audience::ui;

namespace {

// A pixel differs when a colour of it does by more than this, of 255; so many pixels of all may.
constexpr int kSameColour = 16;
constexpr double kMostDifferent = 0.0001;
// On the canvas every text is an element of its own, so that its letters may stand a part of a pixel aside.
constexpr double kMostAside = 0.0005;
constexpr int kTall = 2600;

class BlockAll final : public QWebEngineUrlRequestInterceptor {
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void interceptRequest(QWebEngineUrlRequestInfo &info) override {
        if (info.requestUrl().scheme() != QLatin1String("data"))
            info.block(true);
    }
};

// Once nothing changes any more.
QImage grabbed(QWidget &widget) {
    QImage last;
    for (int i = 0; i < 40; ++i) {
        QTest::qWait(120);
        const QImage now = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
        if (now == last)
            return now;
        last = now;
    }
    return last;
}

double different(const QImage &a, const QImage &b) {
    if (a.size() != b.size())
        return 1;
    qint64 count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb one = a.pixel(x, y), other = b.pixel(x, y);
            count += qAbs(qRed(one) - qRed(other)) > kSameColour || qAbs(qGreen(one) - qGreen(other)) > kSameColour || qAbs(qBlue(one) - qBlue(other)) > kSameColour ? 1 : 0;
        }
    return double(count) / double(a.width()) / a.height();
}

// How much of it is not ground: an empty picture is like any other empty one.
double written(const QImage &image) {
    qint64 count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != image.pixel(0, image.height() - 1) ? 1 : 0;
    return double(count) / double(image.width()) / image.height();
}

} // namespace

class PreviewLikenessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void realEmailsLookAsTheirAuthorsWroteThem() {
        AUDIENCE_NEED_SHARED("data/email_html");
        if (!EmailPreview::canUseWebEngine())
            QSKIP("Qt WebEngine cannot run here; the entry \"browser\" runs it on a display of its own");
        QWebEngineProfile profile;
        profile.setUrlRequestInterceptor(new BlockAll(&profile));
        QWebEnginePage page(&profile);
        page.settings()->setAttribute(QWebEngineSettings::JavascriptEnabled, false);
        page.settings()->setAttribute(QWebEngineSettings::ShowScrollBars, false);
        QWebEngineView original(&page);
        EmailPreview ours;
        const QString folder = qEnvironmentVariable("AUDIENCE_LIKENESS_DIR");
        const QString root = test::sharedPath(QStringLiteral("data/email_html"));
        QDirIterator files(root, {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        double most = 0;
        int pairs = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray source = file.readAll();
            const auto safe = email::sanitiseHtml(source.toStdString());
            QVERIFY2(safe, qPrintable(file.fileName()));
            // The same pictures are off: what has an address beyond this computer.
            QString bare = QString::fromUtf8(source);
            static const QRegularExpression picture(QStringLiteral("(<img\\b[^>]*?)\\ssrc\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)"), QRegularExpression::CaseInsensitiveOption);
            bare.replace(picture, QStringLiteral("\\1"));
            for (const int width : {760, 375}) {
                QSignalSpy loaded(&page, &QWebEnginePage::loadFinished);
                original.resize(width, kTall);
                original.show();
                original.setHtml(bare);
                QVERIFY(loaded.wait(20'000));
                const QImage theirs = grabbed(original);
                original.hide();
                ours.resize(width, kTall);
                ours.show();
                ours.setHtml(QString::fromStdString(email::inScheme(safe->html, false)));
                QTRY_VERIFY_WITH_TIMEOUT(ours.isRendered(), 30'000);
                const QImage shown = grabbed(ours);
                ours.hide();
                const QString name = QDir(root).relativeFilePath(file.fileName()).replace(QLatin1Char('/'), QLatin1Char('-')).chopped(5) + QStringLiteral("-%1").arg(width);
                if (!folder.isEmpty() && QDir().mkpath(folder)) {
                    QVERIFY(theirs.save(folder + QLatin1Char('/') + name + QStringLiteral("-original.png")));
                    QVERIFY(shown.save(folder + QLatin1Char('/') + name + QStringLiteral("-preview.png")));
                }
                const double share = different(theirs, shown);
                qInfo("%s: %.4f %% of the pixels differ, %.1f %% are written on", qPrintable(name), share * 100, written(shown) * 100);
                QVERIFY2(written(theirs) > 0.005, qPrintable(name));
                QVERIFY2(share <= kMostDifferent, qPrintable(QStringLiteral("%1: %2 % of the pixels differ").arg(name).arg(share * 100)));
                most = qMax(most, share);
                ++pairs;
            }
        }
        QCOMPARE(pairs, 28);
        qInfo("%d pairs, at most %.4f %% of the pixels differ by more than %d of 255", pairs, most * 100, kSameColour);
    }

    // What is written in where it stands stands where the preview has it. Fields say the same on both sides: on the canvas they
    // are marked as what they are.
    void theCanvasShowsWhatThePreviewDoes() {
        AUDIENCE_NEED_SHARED("data/email_html");
        if (!EmailPreview::canUseWebEngine())
            QSKIP("Qt WebEngine cannot run here; the entry \"browser\" runs it on a display of its own");
        test::DemoSession demo;
        const auto session = demo.make(false);
        QVERIFY(session);
        EmailPreview preview;
        CanvasView canvas(nullptr, htmlCanvasScript());
        const QString folder = qEnvironmentVariable("AUDIENCE_LIKENESS_DIR"), root = test::sharedPath(QStringLiteral("data/email_html"));
        QDirIterator files(root, {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        double most = 0;
        int pairs = 0;
        QStringList unlike;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QString source = QString::fromUtf8(file.readAll());
            static const QRegularExpression field(QStringLiteral("\\{\\{[^}]*\\}\\}|\\{%[^%]*%\\}"));
            source.replace(field, QStringLiteral("Field"));
            const auto safe = email::sanitiseHtml(source.toStdString());
            const auto parts = service::htmlCanvas(*session, source.toStdString());
            QVERIFY2(safe && parts, qPrintable(file.fileName()));
            for (const int width : {760, 375}) {
                const auto shown = [](const std::string &html) { return QString::fromStdString(email::withoutPictures(email::inScheme(html, false))); };
                preview.resize(width, kTall);
                preview.show();
                preview.setHtml(shown(safe->html));
                QTRY_VERIFY_WITH_TIMEOUT(preview.isRendered(), 30'000);
                const QImage theirs = grabbed(preview);
                preview.hide();
                canvas.resize(width, kTall);
                canvas.show();
                canvas.setHtml(shown(*parts));
                QTRY_VERIFY_WITH_TIMEOUT(canvas.isReady(), 30'000);
                const QImage ours = grabbed(canvas);
                canvas.hide();
                const QString name = QDir(root).relativeFilePath(file.fileName()).replace(QLatin1Char('/'), QLatin1Char('-')).chopped(5) + QStringLiteral("-%1").arg(width);
                if (!folder.isEmpty() && QDir().mkpath(folder)) {
                    QVERIFY(theirs.save(folder + QLatin1Char('/') + name + QStringLiteral("-plain.png")));
                    QVERIFY(ours.save(folder + QLatin1Char('/') + name + QStringLiteral("-canvas.png")));
                }
                const double share = different(theirs, ours);
                qInfo("%s: %.4f %% of the pixels differ, %.1f %% are written on", qPrintable(name), share * 100, written(ours) * 100);
                QVERIFY2(written(theirs) > 0.005, qPrintable(name));
                if (share > kMostAside)
                    unlike << QStringLiteral("%1: %2 %").arg(name).arg(share * 100);
                most = qMax(most, share);
                ++pairs;
            }
        }
        QVERIFY2(unlike.isEmpty(), qPrintable(unlike.join(QStringLiteral("; "))));
        QCOMPARE(pairs, 28);
        qInfo("%d pairs, at most %.4f %% of the pixels differ by more than %d of 255", pairs, most * 100, kSameColour);
    }

    // The measure has to see what a reader would.
    void theMeasureSeesDifferences() {
        QImage a(100, 100, QImage::Format_RGB32), b;
        a.fill(Qt::white);
        b = a;
        QCOMPARE(different(a, b), 0.0);
        for (int x = 0; x < 20; ++x)
            b.setPixel(x, 50, qRgb(0, 0, 0));
        QVERIFY(different(a, b) > kMostDifferent);
        QCOMPARE(different(a, a.copy(0, 0, 50, 50)), 1.0);
    }
};
AUDIENCE_TEST(PreviewLikenessTest)

#include "preview_likeness_test.moc"
