// What is kept of a picture: upright, small enough, in sRGB, without what cameras write into it; and what is refused.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "corner_place.h"
#include "service/asset_service.h"
#include "ui/pictures/picture_codec.h"
#endif
#include "support/pictures.h"
#include "support/test_main.h"

#include <QImageReader>
#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

QImage imageOf(const std::string &bytes) { return QImage::fromData(QByteArray::fromStdString(bytes)); }

// The largest difference of a channel.
int difference(const QImage &a, const QImage &b) {
    if (a.size() != b.size())
        return 255;
    int most = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            most = std::max({most, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q)), std::abs(qAlpha(p) - qAlpha(q))});
        }
    return most;
}

bool has(const std::string &bytes, const char *words) { return bytes.find(words) != std::string::npos; }

// A picture of one colour in each corner, to see how it lies.
QImage corners() {
    QImage image(64, 32, QImage::Format_RGB32);
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 64; ++x)
            image.setPixel(x, y, x < 32 ? (y < 16 ? qRgb(250, 10, 10) : qRgb(10, 250, 10)) : (y < 16 ? qRgb(10, 10, 250) : qRgb(250, 250, 10)));
    return image;
}

} // namespace

class AssetPictureTest : public QObject {
    Q_OBJECT

    // A workspace with nothing in it.
    struct Library {
        QTemporaryDir folder;
        std::shared_ptr<Session> session;
        Library() {
            Session::Options options;
            options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
            session = *Session::create(folder.filePath(QStringLiteral("a.audience")).toStdString(), options);
        }
        Result<AssetView> add(const std::string &bytes, const AssetAddOptions &options = {}) { return AssetService(*session).add(bytes, options, &ui::pictureCodec()); }
        std::string bytes(const AssetView &asset) { return AssetService(*session).bytesOf(asset.hash).value_or(std::string()); }
    };

private Q_SLOTS:
    void headersAreRead_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("told"); // kind, size, orientation, film, profile
        const auto row = [](const char *name, const std::string &bytes, const char *told) { QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(told); };
        row("png", fileOf(drawing(40, 30), "png"), "png 40x30 1 still plain");
        row("jpeg", fileOf(photo(41, 31), "jpg"), "jpeg 41x31 1 still plain");
        row("turned", asPhoneWrites(fileOf(photo(40, 30), "jpg"), 6), "jpeg 40x30 6 still plain");
        row("turned, the other way round", asPhoneWrites(fileOf(photo(40, 30), "jpg"), 8, false), "jpeg 40x30 8 still plain");
        row("an orientation that is none", asPhoneWrites(fileOf(photo(40, 30), "jpg"), 9), "jpeg 40x30 1 still plain");
        row("gif", gif(20, 10, 1), "gif 20x10 1 still plain");
        row("film", gif(20, 10, 3), "gif 20x10 1 film plain");
        row("webp", std::string("RIFF\x16\0\0\0WEBPVP8L\x05\0\0\0\x2F\x09\xC0\x04\x00\0\0\0\0\0\0\0\0", 34), "webp 10x20 1 still plain");
        QImage wide = photo(20, 20);
        wide.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
        row("profile", fileOf(wide, "png"), "png 20x20 1 still profile");
    }
    void headersAreRead() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, told);
        const auto header = readImageHeader(bytes.toStdString());
        NEED(header);
        const std::string found = std::string(toText(header->kind)) + ' ' + std::to_string(header->width) + 'x' + std::to_string(header->height) + ' ' +
                                  std::to_string(header->orientation) + (header->isAnimated ? " film" : " still") + (header->hasProfile ? " profile" : " plain");
        QCOMPARE(QString::fromStdString(found), told);
    }

    void whatIsNoPictureIsRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const std::string &bytes, const char *error) { QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(error); };
        const std::string png = fileOf(drawing(40, 30), "png"), jpeg = fileOf(photo(40, 30), "jpg");
        row("nothing", "", "asset.no_image");
        row("words", "Hello, I am a picture.", "asset.no_image");
        row("svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "asset.no_image");
        row("page", "<html><img src=x></html>", "asset.no_image");
        row("png, cut off", png.substr(0, png.size() / 2), "asset.damaged_image");
        row("jpeg, cut off", jpeg.substr(0, jpeg.size() / 2), "asset.damaged_image");
        row("gif, cut off", gif(20, 10, 3).substr(0, 60), "asset.damaged_image");
        row("jpeg without a picture", std::string("\xFF\xD8\xFF\xD9", 4), "asset.damaged_image");
        std::string changed = png;
        changed[20] = static_cast<char>(changed[20] ^ 1); // another width, the old checksum
        row("png, changed", changed, "asset.damaged_image");
        row("gif of 65535 x 65535", gif(65'535, 65'535, 1), "asset.too_many_pixels");
        std::string huge = jpeg;
        const std::size_t frame = huge.find("\xFF\xC0");
        huge.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF");
        row("jpeg of 65535 x 65535", huge, "asset.too_many_pixels");
    }
    void whatIsNoPictureIsRefused() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, error);
        Library library;
        const auto added = library.add(bytes.toStdString(), {"my picture.png", {}, 600});
        QCOMPARE(errorOf(added), error.toStdString());
        QCOMPARE(std::string(added.error().arg("image")), std::string("my picture.png"));
        QVERIFY(AssetService(*library.session).list(true)->empty());
    }

    // Against the turning of Qt's own reader.
    void turnedAsTheCameraWasHeld_data() {
        QTest::addColumn<int>("orientation");
        for (int i = 1; i <= 8; ++i)
            QTest::addRow("%d", i) << i;
    }
    void turnedAsTheCameraWasHeld() {
        QFETCH(const int, orientation);
        Library library;
        const std::string file = asPhoneWrites(fileOf(corners(), "jpg", 95), orientation);
        const auto added = library.add(file);
        NEED(added);
        QByteArray bytes = QByteArray::fromStdString(file);
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer);
        reader.setAutoTransform(true);
        const QImage expected = reader.read();
        QCOMPARE(QSize(added->width, added->height), expected.size());
        const QImage kept = imageOf(library.bytes(*added));
        for (const QPoint &place : {QPoint(8, 8), QPoint(expected.width() - 8, 8), QPoint(8, expected.height() - 8)}) {
            const QRgb a = kept.pixel(place), b = expected.pixel(place);
            QVERIFY2(std::abs(qRed(a) - qRed(b)) < 24 && std::abs(qGreen(a) - qGreen(b)) < 24 && std::abs(qBlue(a) - qBlue(b)) < 24,
                     qPrintable(QStringLiteral("%1 and %2 at %3,%4").arg(a, 0, 16).arg(b, 0, 16).arg(place.x()).arg(place.y())));
        }
        QCOMPARE(readImageHeader(library.bytes(*added))->orientation, 1);
    }

    void nothingOfTheCameraStays() {
        Library library;
        const std::string plain = fileOf(photo(400, 300), "jpg");
        const std::string phone = asPhoneWrites(plain, 1);
        QVERIFY(has(phone, "GPS 51.5N") && has(phone, "GPS XMP") && has(phone, "GPS comment") && has(phone, "GPS film"));
        const auto kept = library.add(phone);
        NEED(kept);
        QVERIFY(!has(library.bytes(*kept), "GPS") && !has(library.bytes(*kept), "Exif"));
        // It fitted, so not a pixel is another one.
        QCOMPARE(difference(imageOf(library.bytes(*kept)), imageOf(plain)), 0);
        const auto large = library.add(asPhoneWrites(fileOf(photo(2000, 500, 2), "jpg"), 3));
        NEED(large);
        QVERIFY(!has(library.bytes(*large), "GPS") && !has(library.bytes(*large), "Exif"));
        QImage written = drawing(300, 200);
        written.setText(QStringLiteral("Author"), QStringLiteral("GPS Jane"));
        const auto png = library.add(fileOf(written, "png"));
        NEED(png);
        QVERIFY(has(fileOf(written, "png"), "GPS Jane") && !has(library.bytes(*png), "GPS") && !has(library.bytes(*png), "Author"));
        QCOMPARE(difference(imageOf(library.bytes(*png)), written), 0);
        const auto film = library.add(gif(20, 10, 3, "GPS comment"));
        NEED(film);
        QVERIFY(!has(library.bytes(*film), "GPS") && has(library.bytes(*film), "NETSCAPE2.0"));
    }

    void smallEnoughAndSharpOnEveryScreen() {
        Library library;
        const auto width = [&](int given, int shown) {
            const auto added = library.add(fileOf(photo(given, 40, unsigned(given + shown)), "jpg"), {"a.jpg", {}, shown});
            return added ? added->width : -1;
        };
        QCOMPARE(width(3000, 600), 1200);
        QCOMPARE(width(3000, 200), 400);
        QCOMPARE(width(1200, 600), 1200);
        QCOMPARE(width(300, 600), 300); // never larger than it was
        const auto tall = library.add(asPhoneWrites(fileOf(photo(1000, 3000, 9), "jpg"), 6), {"tall.jpg", {}, 600});
        NEED(tall);
        QCOMPARE(QSize(tall->width, tall->height), QSize(1200, 400)); // upright it is 3000 wide
    }

    void theKindFitsTheContent() {
        Library library;
        const auto kind = [&](const QImage &image, const char *format) {
            const auto added = library.add(fileOf(image, format, 100));
            return added ? added->kind : added.error().id;
        };
        QCOMPARE(kind(photo(1500, 800), "png"), std::string("jpeg"));
        QCOMPARE(kind(drawing(1500, 800), "png"), std::string("png"));
        QImage clear(1500, 400, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        for (int x = 0; x < 1500; ++x)
            for (int y = 100; y < 300; ++y)
                clear.setPixel(x, y, qRgba(x % 256, y % 256, 120, 100 + x % 156));
        const auto kept = library.add(fileOf(clear, "png"));
        NEED(kept);
        QCOMPARE(kept->kind, std::string("png"));
        QCOMPARE(qAlpha(imageOf(library.bytes(*kept)).pixel(10, 5)), 0);
        QVERIFY(qAlpha(imageOf(library.bytes(*kept)).pixel(600, 160)) > 0);
    }

    // A phone's colours, on screens that know no profiles.
    void coloursAreThoseOfTheProfile() {
        QImage wide(100, 100, QImage::Format_RGB32);
        wide.fill(qRgb(60, 200, 60));
        wide.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
        const QImage expected = wide.convertedToColorSpace(QColorSpace::SRgb);
        QVERIFY(std::abs(qRed(expected.pixel(5, 5)) - 60) > 20);
        Library library;
        const auto added = library.add(fileOf(wide, "png"));
        NEED(added);
        const QRgb kept = imageOf(library.bytes(*added)).pixel(5, 5), wanted = expected.pixel(5, 5);
        QVERIFY(std::abs(qRed(kept) - qRed(wanted)) <= 2 && std::abs(qGreen(kept) - qGreen(wanted)) <= 2 && std::abs(qBlue(kept) - qBlue(wanted)) <= 2);
        QVERIFY(!has(library.bytes(*added), "iCCP"));
    }

    void filmsStayFilmsWhileTheyAreSmall() {
        Library library;
        const auto film = library.add(gif(400, 300, 5), {"wave.gif", {}, 100});
        NEED(film);
        QVERIFY(film->isAnimated && film->kind == "gif" && film->width == 400);
        QCOMPARE(library.bytes(*film), gif(400, 300, 5));
        const auto heavy = library.add(gif(400, 300, 5, {}, 2'200'000), {"long.gif", {}, 600});
        QCOMPARE(errorOf(heavy), std::string("asset.animation_too_large"));
        QCOMPARE(std::string(heavy.error().arg("size")), std::string("2.1"));
        QCOMPARE(errorOf(library.add(std::string(41 * 1024 * 1024, 'x'))), std::string("asset.too_large"));
    }

    // Where nothing decodes, what fits as it is can be kept all the same.
    void withoutACodec() {
        Library library;
        AssetService assets(*library.session);
        const auto fits = assets.add(asPhoneWrites(fileOf(photo(600, 300), "jpg"), 1), {}, nullptr);
        NEED(fits);
        QVERIFY(!has(library.bytes(*fits), "GPS"));
        QCOMPARE(errorOf(assets.add(fileOf(photo(3000, 30), "jpg"), {}, nullptr)), std::string("asset.needs_codec"));
        QCOMPARE(errorOf(assets.add(asPhoneWrites(fileOf(photo(60, 30), "jpg"), 6), {}, nullptr)), std::string("asset.needs_codec"));
    }

    // 48 megapixels of a phone, as they come.
    void largePhotosTakeLittle() {
        Library library;
        QImage large(8000, 6000, QImage::Format_RGB32);
        for (int y = 0; y < large.height(); ++y) {
            auto *line = reinterpret_cast<QRgb *>(large.scanLine(y));
            for (int x = 0; x < large.width(); ++x)
                line[x] = qRgb(x / 32, y / 24, (x ^ y) & 255);
        }
        const std::string file = fileOf(large, "jpg", 90);
        QElapsedTimer clock;
        clock.start();
        const auto added = library.add(file, {"large.jpg", {}, 600});
        NEED(added);
        qInfo("%lld KB became %lld KB in %lld ms", static_cast<long long>(file.size() / 1024), static_cast<long long>(added->bytes / 1024), static_cast<long long>(clock.elapsed()));
        QCOMPARE(QSize(added->width, added->height), QSize(1200, 900));
        QVERIFY(clock.elapsed() < 10'000);
    }
};

AUDIENCE_TEST(AssetPictureTest)
#include "asset_picture_test.moc"
