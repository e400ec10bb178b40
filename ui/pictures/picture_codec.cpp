#include "ui/pictures/picture_codec.h"

#include <QBuffer>
#include <QColorSpace>
#include <QHash>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>
#include <QTransform>

#include <algorithm>
#include <optional>

namespace audience::ui {

using service::ImageHeader;
using service::ImageKind;
using service::MadePicture;

namespace {

constexpr int kMostMegabytes = 320; // of decoded pixels: 50 million at four bytes, and room to scale
constexpr int kQuality = 85, kMostColours = 256;

QByteArray formatOf(ImageKind kind) {
    const std::string_view name = service::toText(kind);
    return QByteArray(name.data(), static_cast<qsizetype>(name.size()));
}

// EXIF 2.3, tag 0x0112: where the first row and the first column of the stored picture are.
QImage upright(const QImage &image, int orientation) {
    const auto turned = [](const QImage &one, double degrees) { return one.transformed(QTransform().rotate(degrees)); };
    switch (orientation) {
    case 2: return image.mirrored(true, false);
    case 3: return image.mirrored(true, true);
    case 4: return image.mirrored(false, true);
    case 5: return turned(image.mirrored(true, false), 270);
    case 6: return turned(image, 90);
    case 7: return turned(image.mirrored(true, false), 90);
    case 8: return turned(image, 270);
    default: return image;
    }
}

// As every screen without a profile shows it.
QImage inSrgb(QImage image) {
    const bool isOdd = image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb);
    image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (isOdd)
        image.convertToColorSpace(QColorSpace::SRgb);
    image.setColorSpace(QColorSpace());
    return image;
}

bool isSeenThrough(const QImage &image) {
    for (int y = 0; image.hasAlphaChannel() && y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        if (std::any_of(line, line + image.width(), [](QRgb pixel) { return qAlpha(pixel) != 255; }))
            return true;
    }
    return false;
}

// Its colours one by one, where they are few: drawings and buttons become a quarter of the size, without loss.
std::optional<QImage> withFewColours(const QImage &image) {
    QHash<QRgb, uchar> known;
    QList<QRgb> colours;
    QImage indexed(image.size(), QImage::Format_Indexed8);
    for (int y = 0; y < image.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        uchar *to = indexed.scanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            const QRgb colour = qAlpha(from[x]) == 0 ? QRgb(0) : from[x];
            auto found = known.constFind(colour);
            if (found == known.constEnd()) {
                if (colours.size() == kMostColours)
                    return std::nullopt;
                found = known.insert(colour, static_cast<uchar>(colours.size()));
                colours.append(colour);
            }
            to[x] = *found;
        }
    }
    indexed.setColorTable(colours);
    return indexed;
}

std::string written(const QImage &image, ImageKind kind) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, formatOf(kind));
    if (kind == ImageKind::Jpeg) {
        writer.setQuality(kQuality);
        writer.setOptimizedWrite(true);
        writer.setProgressiveScanWrite(true);
    }
    if (!writer.write(image))
        return {};
    std::string all = bytes.toStdString();
    // Qt writes what it read of words into the new file.
    const auto header = service::readImageHeader(all);
    const auto bare = header ? service::withoutMetadata(all, *header) : Result<std::string>(header.error());
    return bare ? *bare : std::string();
}

class QtCodec final : public service::PictureCodec {
public:
    Result<MadePicture> make(std::string_view bytes, const ImageHeader &header, int maxWidth) const override {
        QByteArray given = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
        QBuffer buffer(&given);
        buffer.open(QIODevice::ReadOnly);
        const QByteArray format = formatOf(header.kind);
        if (!QImageReader::supportedImageFormats().contains(format))
            return Error(ErrorKind::Refused, "asset.cannot_read").with("kind", header.kind == ImageKind::Webp ? "WebP" : service::toText(header.kind));
        QImageReader reader(&buffer, format);
        reader.setAutoTransform(false);
        const QSize stored(header.width, header.height);
        QSize wanted = header.isTurned() ? stored.transposed() : stored;
        if (wanted.width() > maxWidth)
            wanted = QSize(maxWidth, std::max<int>(1, static_cast<int>(std::int64_t{wanted.height()} * maxWidth / wanted.width())));
        const QSize scaled = header.isTurned() ? wanted.transposed() : wanted;
        if (header.kind == ImageKind::Jpeg && stored.width() > 2 * scaled.width())
            reader.setScaledSize(2 * scaled); // decoded at a fraction, which is what makes large photos quick
        QImage image = reader.read();
        if (image.isNull())
            return Error(ErrorKind::Invalid, "asset.damaged_image");
        image = inSrgb(std::move(image));
        if (image.size() != scaled)
            image = image.scaled(scaled, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        image = upright(image, header.orientation);
        return chosen(image);
    }

private:
    // What is seen through, and what has few colours, stays sharp as PNG; photos are smaller as JPEG.
    static Result<MadePicture> chosen(QImage image) {
        const bool isClear = isSeenThrough(image);
        image.convertTo(isClear ? QImage::Format_ARGB32 : QImage::Format_RGB32);
        const auto few = withFewColours(image);
        const std::string png = written(few ? *few : image, ImageKind::Png);
        const std::string jpeg = isClear ? std::string() : written(image, ImageKind::Jpeg);
        const bool isPng = jpeg.empty() || png.size() <= (few ? 2 : 1) * jpeg.size();
        if ((isPng ? png : jpeg).empty())
            return Error(ErrorKind::Invalid, "asset.damaged_image");
        return MadePicture{isPng ? png : jpeg, isPng ? ImageKind::Png : ImageKind::Jpeg, image.width(), image.height()};
    }
};

} // namespace

const service::PictureCodec &pictureCodec() {
    static const QtCodec codec = [] {
        QImageReader::setAllocationLimit(kMostMegabytes);
        return QtCodec();
    }();
    return codec;
}

std::string pngOf(const QImage &image) { return written(inSrgb(image), ImageKind::Png); }

} // namespace audience::ui
