// Pictures as files, made for tests: what cameras, programs and attackers write.
#pragma once

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageWriter>
#include <QRandomGenerator>

#include <string>

namespace audience::test {

inline std::string fileOf(const QImage &image, const char *format, int quality = -1) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    return writer.write(image) ? bytes.toStdString() : std::string();
}

// Many colours, as a photo has; another seed is another picture.
inline QImage photo(int width, int height, unsigned seed = 1) {
    QImage image(width, height, QImage::Format_RGB32);
    QRandomGenerator random(seed);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb((x * 255 / width + int(random.bounded(24))) & 255, (y * 255 / height + int(random.bounded(24))) & 255, int(seed * 40 + random.bounded(24)) & 255));
    return image;
}

// Few colours with sharp edges.
inline QImage drawing(int width, int height, QRgb ink = qRgb(11, 107, 79)) {
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = height / 4; y < height * 3 / 4; ++y)
        for (int x = width / 4; x < width * 3 / 4; ++x)
            image.setPixel(x, y, (x / 8 + y / 8) % 2 == 0 ? ink : qRgb(200, 30, 30));
    return image;
}

inline std::string number(std::size_t value, int bytes, bool isLittle) {
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * (isLittle ? i : bytes - 1 - i)) & 0xFF);
    return out;
}

// A JPEG with what a phone writes into it: EXIF with the orientation and a place, XMP, a comment, and a film behind it.
inline std::string asPhoneWrites(const std::string &jpeg, int orientation, bool isLittle = true) {
    const auto n = [&](std::size_t value, int bytes) { return number(value, bytes, isLittle); };
    const std::string tiff = (isLittle ? "II" : "MM") + n(42, 2) + n(8, 4) + n(1, 2) + n(0x0112, 2) + n(3, 2) + n(1, 4) + n(static_cast<std::size_t>(orientation), 2) + n(0, 2) + n(0, 4) + "GPS 51.5N 0.1W";
    const auto segment = [](char marker, const std::string &data) { return std::string("\xFF") + marker + number(data.size() + 2, 2, false) + data; };
    return jpeg.substr(0, 2) + segment('\xE1', std::string("Exif\0\0", 6) + tiff) + segment('\xE1', std::string("http://ns.adobe.com/xap/1.0/\0<x>GPS XMP</x>", 42)) +
           segment('\xFE', "GPS comment") + jpeg.substr(2) + "GPS film behind the picture";
}

inline std::string gif(int width, int height, int pictures, const std::string &comment = {}, std::size_t filling = 0) {
    const auto n = [](int value) { return number(static_cast<std::size_t>(value), 2, true); };
    std::string out = "GIF89a" + n(width) + n(height) + std::string("\x80\x00\x00\xFF\xFF\xFF\x00\x00\x00", 9);
    if (pictures > 1)
        out += std::string("!\xFF\x0BNETSCAPE2.0\x03\x01\x00\x00\x00", 19);
    if (!comment.empty())
        out += "!\xFE" + number(comment.size(), 1, true) + comment + std::string(1, '\0');
    for (int i = 0; i < pictures; ++i) {
        out += std::string("!\xF9\x04\x00\x0A\x00\x00\x00", 8) + ',' + n(0) + n(0) + n(1) + n(1) + std::string("\x00\x02\x02\x44\x01", 5);
        for (std::size_t filled = 0; i == 0 && filled < filling; filled += 255)
            out += '\xFF' + std::string(255, 'x');
        out += std::string(1, '\0');
    }
    return out + ';';
}

} // namespace audience::test
