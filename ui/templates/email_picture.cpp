#include "ui/templates/email_picture.h"

#include <QAbstractTextDocumentLayout>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QPainter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextDocument>
#include <QUrl>

namespace audience::ui {

namespace {

constexpr int kPaperWide = 640;
const QByteArray kDrawing("3 "); // of how they are drawn: kept pictures of another are not taken

class Paper final : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
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
    paper.setHtml(withRoomInButtons(withoutHidden(html)));
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
