// The text of a gzip file, of one member or several behind each other.
#include "ingest/text_conversion.h"

#include <zlib.h>

#include <cstring>

namespace audience::ingest {

namespace {

constexpr std::size_t kPackedBytes = std::size_t{64} << 10, kTextBytes = std::size_t{256} << 10;
constexpr int kGzipWindow = 15 + 16; // the largest window, and gzip's frame

class Gunzip final : public TextConversion {
public:
    explicit Gunzip(FileSource file) : m_file(std::move(file)) {}
    ~Gunzip() override { close(); }

    Result<void> restart() override {
        close();
        m_packed.clear();
        m_packedAt = 0;
        m_produced = 0;
        return m_file.seek(0);
    }

    Result<bool> more(std::string &out) override {
        for (;;) {
            if (m_packedAt == m_packed.size()) {
                m_packed.clear();
                m_packedAt = 0;
                TRY_ASSIGN(const std::size_t got, m_file.read(kPackedBytes, m_packed));
                if (got == 0) {
                    if (m_open)
                        return broken("it ends too soon");
                    return false;
                }
            }
            if (!m_open)
                TRY(open());
            TRY_ASSIGN(const std::size_t made, inflateSome(out));
            if (made > 0)
                return true;
        }
    }

    std::int64_t sizeGuess() const override {
        return m_file.position() == 0 ? 4 * m_file.size() : static_cast<std::int64_t>(static_cast<double>(m_produced) * static_cast<double>(m_file.size()) / static_cast<double>(m_file.position()));
    }

private:
    Error broken(std::string_view why) const {
        return Error(ErrorKind::Corrupt, "ingest.gzip_broken").with("path", m_file.path()).because(why);
    }

    Result<void> open() {
        m_stream = z_stream();
        if (inflateInit2(&m_stream, kGzipWindow) != Z_OK)
            return broken("no memory");
        m_open = true;
        return {};
    }
    void close() {
        if (m_open)
            inflateEnd(&m_stream);
        m_open = false;
    }

    Result<std::size_t> inflateSome(std::string &out) {
        const std::size_t before = out.size();
        out.resize(before + kTextBytes);
        m_stream.next_in = reinterpret_cast<Bytef *>(m_packed.data() + m_packedAt);
        m_stream.avail_in = static_cast<uInt>(m_packed.size() - m_packedAt);
        m_stream.next_out = reinterpret_cast<Bytef *>(out.data() + before);
        m_stream.avail_out = static_cast<uInt>(kTextBytes);
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        m_packedAt = m_packed.size() - m_stream.avail_in;
        const std::size_t made = kTextBytes - m_stream.avail_out;
        out.resize(before + made);
        m_produced += static_cast<std::int64_t>(made);
        if (code == Z_STREAM_END)
            close();
        else if (code != Z_OK && code != Z_BUF_ERROR)
            return broken(m_stream.msg ? m_stream.msg : "it cannot be unpacked");
        return made;
    }

    FileSource m_file;
    std::string m_packed;
    std::size_t m_packedAt = 0;
    std::int64_t m_produced = 0;
    z_stream m_stream = {};
    bool m_open = false;
};

} // namespace

Result<std::unique_ptr<TextConversion>> makeGunzip(FileSource file) {
    return std::unique_ptr<TextConversion>(std::make_unique<Gunzip>(std::move(file)));
}

} // namespace audience::ingest
