// Zips from strangers: what is refused before anything is written, and that what is whole comes out.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "movein/export_files.h"
#include "movein/zip_unpacker.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zip.h>

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

} // namespace

class ZipUnpackerTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string refusal(const std::string &path, ZipLimits limits = {}) const {
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
        for (const char *name : {"../out.csv", "/etc/x.csv", "a/../../b.csv", "a\\b.csv", "C:x.csv"})
            QCOMPARE(refusal(makeZip(m_folder, "slip.zip", {{name, "x"}})), std::string("movein.zip_path"));
    }
    void aLinkIsNoFile() {
        const std::string path = makeZip(m_folder, "link.zip", {{"link", "/etc/passwd"}});
        int code = 0;
        zip_t *zip = zip_open(path.c_str(), 0, &code);
        zip_file_set_external_attributes(zip, 0, 0, ZIP_OPSYS_UNIX, 0120777u << 16);
        QCOMPARE(zip_close(zip), 0);
        QCOMPARE(refusal(path), std::string("movein.zip_path"));
    }
    void aBombIsRefused() {
        QCOMPARE(refusal(makeZip(m_folder, "bomb.zip", {{"zeros.csv", std::string(std::size_t{64} << 20, '0')}})), std::string("movein.zip_ratio"));
        ZipLimits small;
        small.bytes = 1000;
        QCOMPARE(refusal(makeZip(m_folder, "large.zip", {{"a.csv", std::string(600, 'a')}, {"b.csv", std::string(600, 'b')}}), small), std::string("movein.zip_too_large"));
        small = {};
        small.entries = 2;
        QCOMPARE(refusal(makeZip(m_folder, "many.zip", {{"a", "1"}, {"b", "2"}, {"c", "3"}}), small), std::string("movein.zip_too_many"));
    }
    void whatIsBrokenIsSaid() {
        const std::string path = makeZip(m_folder, "broken.zip", {{"a.csv", std::string(5000, 'x') + "y"}});
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(file.size() / 2));
        file.close();
        QCOMPARE(refusal(path), std::string("movein.zip_broken"));
        QVERIFY(!isZip(m_folder.filePath(QStringLiteral("nothing")).toStdString()));
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

AUDIENCE_TEST(ZipUnpackerTest)
#include "zip_unpacker_test.moc"
