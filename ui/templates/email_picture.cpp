#include "ui/templates/email_picture.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QPainter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextDocument>
#include <QUrl>

namespace audience::ui {

namespace {

constexpr int kPaperWide = 640;
constexpr qint64 kMostPixels = 8'000'000; // of a picture in it
const QByteArray kDrawing("6 "); // of how they are drawn: kept pictures of another are not taken

QByteArray bitmapOf(const QString &address) {
    const bool isBitmap = address.startsWith(QLatin1String("data:image/png;base64,")) || address.startsWith(QLatin1String("data:image/jpeg;base64,"));
    return isBitmap ? QByteArray::fromBase64(QStringView(address).mid(address.indexOf(QLatin1Char(',')) + 1).toLatin1()) : QByteArray();
}

QSize sizeOf(QByteArray bytes) {
    QBuffer buffer(&bytes);
    return QImageReader(&buffer).size();
}

// Nothing is fetched; a bitmap that is written into the email is shown.
class Paper final : public QTextDocument {
protected:
    QVariant loadResource(int type, const QUrl &url) override {
        QByteArray bytes = type == ImageResource && url.scheme() == QLatin1String("data") ? bitmapOf(QStringLiteral("data:") + url.path()) : QByteArray();
        if (bytes.isEmpty())
            return {};
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer);
        const QSize size = reader.size();
        if (!size.isValid() || qint64(size.width()) * size.height() > kMostPixels)
            return {};
        return reader.read();
    }
};

} // namespace

QString withoutHidden(QString html) {
    static const QRegularExpression hidden(QStringLiteral("<(div|span|p)\\b[^>]*display:\\s*none[^>]*>[^<]*</\\1>"), QRegularExpression::CaseInsensitiveOption);
    return html.remove(hidden);
}

// Qt's rich text knows the padding of a cell only: the room within a button goes to the cell it stands in, or becomes blanks.
static QString withRoomInButtons(QString html) {
    static const QRegularExpression cell(QStringLiteral("(<td\\b[^>]*\\bstyle=\")([^\"]*\"[^>]*>\\s*<a\\b[^>]*\\bpadding:\\s*)([^;\"]+)"), QRegularExpression::CaseInsensitiveOption);
    html.replace(cell, QStringLiteral("\\1padding:\\3;\\2\\3"));
    static const QRegularExpression button(QStringLiteral("(<a\\b[^>]*background[^>]*>)([^<]+)(</a>)"), QRegularExpression::CaseInsensitiveOption);
    return html.replace(button, QStringLiteral("\\1&nbsp;&nbsp;&nbsp;\\2&nbsp;&nbsp;&nbsp;\\3"));
}

// Where the <div> that begins at `at` is closed, behind its end tag.
static int endOfDiv(const QString &html, int at) {
    int depth = 0;
    for (;;) {
        const int open = int(html.indexOf(QLatin1String("<div"), at)), close = int(html.indexOf(QLatin1String("</div>"), at));
        if (close < 0)
            return int(html.size());
        const bool opens = open >= 0 && open < close;
        depth += opens ? 1 : -1;
        at = opens ? open + 4 : close + 6;
        if (depth == 0)
            return at;
    }
}

// Columns that stand side by side where there is room become the cells of a row, as many as fit.
static QString withColumns(const QString &html) {
    static const QString column = QStringLiteral("<div class=\"as-col\"");
    static const QRegularExpression width(QStringLiteral("max-width:(\\d+)px"));
    constexpr int kSheet = 600;
    QString out, row;
    int used = 0, at = 0;
    const auto endRow = [&] {
        if (!row.isEmpty())
            out += QStringLiteral("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr>") + row + QStringLiteral("</tr></table>");
        row.clear();
        used = 0;
    };
    for (;;) {
        const int next = int(html.indexOf(column, at));
        const QString between = html.mid(at, next < 0 ? -1 : next - at);
        if (next < 0 || !between.trimmed().isEmpty()) {
            endRow();
            out += between;
        }
        if (next < 0)
            return out;
        const int inside = int(html.indexOf(QLatin1Char('>'), next)) + 1, end = endOfDiv(html, next);
        const int wide = width.match(html.mid(next, inside - next)).captured(1).toInt();
        if (used + wide > kSheet)
            endRow();
        used += wide;
        row += QStringLiteral("<td width=\"%1\" valign=\"top\">").arg(wide) + withColumns(html.mid(inside, qMax(0, end - 6 - inside))) + QStringLiteral("</td>");
        at = end;
    }
}

// What core/blocks writes, as Qt's rich text takes it: sections as wide as their sheet, no lines of air between tables, and
// headings in the size they have.
static QString withSheets(QString html) {
    if (!html.contains(QLatin1String("role=\"article\"")))
        return html;
    static const QRegularExpression sheet(QStringLiteral("<div style=\"max-width:(\\d+)px;margin:0 auto\">\\s*<table role=\"presentation\"([^>]*) width=\"100%\""));
    html.replace(sheet, QStringLiteral("<div style=\"font-size:1px;line-height:1px\"><table role=\"presentation\"\\2 align=\"center\" width=\"\\1\""));
    static const QRegularExpression heading(QStringLiteral("<(/?)h[1-6]\\b"));
    html.replace(heading, QStringLiteral("<\\1div"));
    static const QRegularExpression around(QStringLiteral("(<div role=\"article\"[^>]*style=\")"));
    return withColumns(html.replace(around, QStringLiteral("\\1font-size:1px;line-height:1px;")));
}

// A picture of which only the width is said keeps its shape; Qt's rich text leaves it as tall as it came.
static QString withHeights(const QString &html) {
    static const QRegularExpression picture(QStringLiteral("<img\\b[^>]*>"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression source(QStringLiteral("\\bsrc=\"([^\"]*)\"")), width(QStringLiteral("\\bwidth=\"(\\d+)\"")), height(QStringLiteral("\\bheight=\"\\d"));
    QString out;
    qsizetype at = 0;
    for (auto found = picture.globalMatch(html); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        const QString tag = one.captured();
        const int wide = width.match(tag).captured(1).toInt();
        if (wide <= 0 || height.match(tag).hasMatch())
            continue;
        const QSize own = sizeOf(bitmapOf(source.match(tag).captured(1)));
        if (!own.isValid() || own.isEmpty())
            continue;
        out += QStringView(html).mid(at, one.capturedStart() + 4 - at);
        out += QStringLiteral(" height=\"%1\"").arg(qRound(double(wide) * own.height() / own.width()));
        at = one.capturedStart() + 4;
    }
    out += QStringView(html).mid(at);
    return out;
}

QImage emailPicture(const QString &html, const QSize &size, qreal scale, const QString &folder) {
    const QSize pixels = size * scale;
    const QByteArray mark = QCryptographicHash::hash(kDrawing + html.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    const QString path = folder.isEmpty() ? QString()
                                          : QStringLiteral("%1/%2-%3x%4.png").arg(folder, QString::fromLatin1(mark)).arg(pixels.width()).arg(pixels.height());
    QImage picture;
    if (!path.isEmpty() && picture.load(path)) {
        picture.setDevicePixelRatio(scale);
        return picture;
    }
    Paper paper;
    paper.setDocumentMargin(0);
    paper.setTextWidth(kPaperWide);
    paper.setHtml(withHeights(withRoomInButtons(withSheets(withoutHidden(html)))));
    picture = QImage(pixels, QImage::Format_RGB32);
    picture.fill(Qt::white); // emails are written for white paper, whatever the window's colours are
    QPainter painter(&picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    const double shrink = double(pixels.width()) / kPaperWide;
    painter.scale(shrink, shrink);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, Qt::black);
    context.clip = QRectF(0, 0, kPaperWide, pixels.height() / shrink);
    painter.setClipRect(context.clip);
    paper.documentLayout()->draw(&painter, context);
    painter.end();
    if (!path.isEmpty() && QDir().mkpath(folder)) {
        // A picture that cannot be kept is made again.
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG"))
            file.commit();
    }
    picture.setDevicePixelRatio(scale);
    return picture;
}

} // namespace audience::ui
