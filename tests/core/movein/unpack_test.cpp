// Zips and gzip files from strangers: what is refused, and that what is whole comes out.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "movein/export_files.h"
#include "movein/unpack.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <zip.h>
#include <zlib.h>

using namespace audience;
using namespace audience::movein;

namespace {

struct Packed {
    std::string name, content;
};

std::string makeZip(const QTemporaryDir &folder, const char *name, const std::vector<Packed> &entries) {
    const std::string path = folder.filePath(QString::fromLatin1(name)).toStdString();
    int code = 0;
    zip_t *zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    for (const Packed &one : entries) {
        zip_source_t *source = zip_source_buffer(zip, one.content.data(), one.content.size(), 0);
        zip_file_add(zip, one.name.c_str(), source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE);
    }
    return zip_close(zip) == 0 ? path : std::string();
}

std::string gzipped(std::string text) {
    std::string packed(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

void write(const QTemporaryDir &folder, const char *name, const std::string &bytes) {
    const QString path = folder.filePath(QString::fromLatin1(name));
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
}

} // namespace

class UnpackTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string refusal(const std::string &path, ingest::ZipLimits limits = {}) const {
        QTemporaryDir target;
        QElapsedTimer clock;
        clock.start();
        const auto done = unpackZip(path, target.path().toStdString(), limits);
        if (clock.elapsed() > 2000)
            return "too slow";
        return done ? std::string() : done.error().id;
    }

private Q_SLOTS:
    void whatIsWholeComesOut() {
        const std::string inner = makeZip(m_folder, "inner.zip", {{"members.csv", "a,b\n1,2\n"}});
        QFile file(QString::fromStdString(inner));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string path = makeZip(m_folder, "whole.zip", {{"lists/one.csv", "x\n"}, {"lists/", ""}, {"inner.zip", file.readAll().toStdString()}, {"__MACOSX/._one.csv", "y"}});
        const auto files = ExportFiles::open(path, m_folder.path().toStdString());
        QVERIFY(files.has_value());
        QCOMPARE(files->files().size(), std::size_t{2});
        QCOMPARE(files->files()[0].name, std::string("inner.zip/members.csv"));
        QCOMPARE(files->files()[1].name, std::string("lists/one.csv"));
        QCOMPARE(files->label(), std::string("whole"));
    }
    void nothingLeadsOut() {
        for (const char *name : {"../out.csv", "/etc/x.csv", "a/../../b.csv", "a\\..\\..\\b.csv", "C:x.csv", "a.csv:hidden"})
            QCOMPARE(refusal(makeZip(m_folder, "slip.zip", {{name, "x"}})), std::string("zip.unsafe_name"));
    }
    void aLinkComesOutAsAFile() {
        const std::string path = makeZip(m_folder, "link.zip", {{"link", "/etc/passwd"}});
        int code = 0;
        zip_t *zip = zip_open(path.c_str(), 0, &code);
        zip_file_set_external_attributes(zip, 0, 0, ZIP_OPSYS_UNIX, 0120777u << 16);
        QCOMPARE(zip_close(zip), 0);
        QTemporaryDir target;
        ingest::ZipLimits limits;
        QVERIFY(unpackZip(path, target.path().toStdString(), limits).has_value());
        const QFileInfo link(target.filePath(QStringLiteral("link")));
        QVERIFY(link.isFile() && !link.isSymLink());
        QCOMPARE(link.size(), qint64{11});
    }
    void gzipComesOutUnderItsName() {
        QTemporaryDir folder;
        write(folder, "lists/one.csv.gz", gzipped("a,b\n1,2\n"));
        write(folder, "two.gz", gzipped(gzipped("[{}]")));
        write(folder, "plain.csv", "a\n1\n");
        const auto files = ExportFiles::open(folder.path().toStdString(), m_folder.path().toStdString());
        QVERIFY(files.has_value());
        std::vector<std::string> names;
        for (const ExportFile &one : files->files())
            names.push_back(one.name);
        QCOMPARE(names, (std::vector<std::string>{"lists/one.csv", "plain.csv", "two"}));
        QFile one(QString::fromStdString(files->files()[0].path));
        QVERIFY(one.open(QIODevice::ReadOnly));
        QCOMPARE(one.readAll(), QByteArray("a,b\n1,2\n"));
        QCOMPARE(files->files()[2].bytes, std::int64_t{4});
        const auto alone = ExportFiles::open(folder.filePath(QStringLiteral("lists/one.csv.gz")).toStdString(), m_folder.path().toStdString());
        QVERIFY(alone.has_value());
        QCOMPARE(alone->files()[0].name, std::string("one.csv"));
    }
    void aDamagedPackKeepsNobodyFromTheOthers() {
        QTemporaryDir folder;
        const std::string whole = gzipped(std::string(5000, 'x') + "y");
        write(folder, "cut.csv.gz", whole.substr(0, whole.size() - 6));
        write(folder, "bomb.csv.gz", gzipped(std::string(std::size_t{32} << 20, '0')));
        write(folder, "cut.zip", "PK\x03\x04 and nothing more");
        write(folder, "plain.csv", "a\n1\n");
        const auto files = ExportFiles::open(folder.path().toStdString(), m_folder.path().toStdString());
        QVERIFY(files.has_value());
        std::vector<std::string> troubles;
        for (const ExportFile &one : files->files())
            troubles.push_back(one.name + ' ' + (one.trouble ? one.trouble->id : "-"));
        QCOMPARE(troubles, (std::vector<std::string>{"bomb.csv.gz zip.swells", "cut.csv.gz ingest.gzip_broken", "cut.zip zip.not_a_zip", "plain.csv -"}));
        // Alone it is the error.
        const auto alone = ExportFiles::open(folder.filePath(QStringLiteral("cut.csv.gz")).toStdString(), m_folder.path().toStdString());
        QVERIFY(!alone.has_value());
        QCOMPARE(alone.error().id, std::string("ingest.gzip_broken"));
    }
    void aBombIsRefused() {
        QCOMPARE(refusal(makeZip(m_folder, "bomb.zip", {{"zeros.csv", std::string(std::size_t{64} << 20, '0')}})), std::string("zip.swells"));
        ingest::ZipLimits small;
        small.bytes = 1000;
        QCOMPARE(refusal(makeZip(m_folder, "large.zip", {{"a.csv", std::string(600, 'a')}, {"b.csv", std::string(600, 'b')}}), small), std::string("zip.too_large"));
        small = {};
        small.entries = 2;
        QCOMPARE(refusal(makeZip(m_folder, "many.zip", {{"a", "1"}, {"b", "2"}, {"c", "3"}}), small), std::string("zip.too_many_entries"));
    }
    void whatIsBrokenIsSaid() {
        const std::string path = makeZip(m_folder, "broken.zip", {{"a.csv", std::string(5000, 'x') + "y"}});
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(file.size() / 2));
        file.close();
        QCOMPARE(refusal(path), std::string("zip.not_a_zip"));
        QCOMPARE(packingOf(m_folder.filePath(QStringLiteral("nothing")).toStdString()), Packing::None);
    }
    void whatWasUnpackedGoes() {
        const std::string path = makeZip(m_folder, "gone.zip", {{"a.csv", "a\n1\n"}});
        QTemporaryDir scratch;
        {
            const auto files = ExportFiles::open(path, scratch.path().toStdString());
            QVERIFY(files.has_value());
            QCOMPARE(QDir(scratch.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
        }
        QVERIFY(QDir(scratch.path()).isEmpty());
    }
};

AUDIENCE_TEST(UnpackTest)
#include "unpack_test.moc"
