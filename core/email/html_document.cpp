#include "email/html_document.h"

#include "base/text.h"
#include "email/plain_text.h"

#include <chrono>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>

namespace audience::email {
namespace {

constexpr std::size_t kMaxMemory = 192u << 20, kBlock = 256u << 10;
constexpr int kMaxDepth = 200;
constexpr std::chrono::milliseconds kMaxTime{1500};

// Walks without recursion: a crafted tree may be deeper than the stack.
bool deeperThan(const GumboNode *root, int limit) {
    std::vector<std::pair<const GumboNode *, int>> open{{root, 0}};
    while (!open.empty()) {
        const auto [node, depth] = open.back();
        open.pop_back();
        if (depth > limit)
            return true;
        for (const GumboNode *child : childrenOf(node))
            open.emplace_back(child, depth + 1);
    }
    return false;
}

} // namespace

// All memory of one parse, given back at once: gumbo frees its tree by recursion, which a deep tree
// would turn into a stack overflow. Gumbo does not expect an allocation to fail, so when the budget
// of memory or time is spent the arena leaves the parser through longjmp; only C frames lie
// between.
class HtmlDocument::Arena {
public:
    Arena() : m_deadline(std::chrono::steady_clock::now() + kMaxTime) {}
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;
    ~Arena() {
        for (void *block : m_blocks)
            std::free(block);
    }
    // The document node, nullptr when a budget was spent. No object may live in this function.
    const GumboNode *parse(const GumboOptions &options, const std::string &source) {
        if (setjmp(m_exit) != 0)
            return nullptr;
        return gumbo_parse_with_options(&options, source.data(), source.size())->document;
    }
    static void *allocate(void *self, std::size_t size) {
        auto *arena = static_cast<Arena *>(self);
        void *memory = arena->take(size);
        if (!memory)
            std::longjmp(arena->m_exit, 1);
        return memory;
    }
    static void release(void *, void *) {}

private:
    void *take(std::size_t size) {
        constexpr std::size_t kAlign = alignof(std::max_align_t);
        size = (size + kAlign - 1) / kAlign * kAlign;
        if (++m_count % 32 == 0 && std::chrono::steady_clock::now() > m_deadline)
            return nullptr;
        if (size > m_left) {
            const std::size_t block = size > kBlock ? size : kBlock;
            if (m_total + block > kMaxMemory)
                return nullptr;
            m_next = static_cast<char *>(std::malloc(block));
            if (!m_next)
                return nullptr;
            m_blocks.push_back(m_next);
            m_total += block;
            m_left = block;
        }
        void *memory = m_next;
        m_next += size;
        m_left -= size;
        return memory;
    }

    std::jmp_buf m_exit;
    std::chrono::steady_clock::time_point m_deadline;
    std::vector<void *> m_blocks;
    char *m_next = nullptr;
    std::size_t m_left = 0, m_total = 0, m_count = 0;
};

HtmlDocument::HtmlDocument() = default;
HtmlDocument::HtmlDocument(HtmlDocument &&) noexcept = default;
HtmlDocument &HtmlDocument::operator=(HtmlDocument &&) noexcept = default;
HtmlDocument::~HtmlDocument() = default;

Result<HtmlDocument> HtmlDocument::parse(std::string_view html) {
    const auto tooComplex = [] { return Error(ErrorKind::Limit, "email.html_too_complex"); };
    if (html.size() > kMostHtml)
        return tooComplex();
    HtmlDocument document;
    document.m_arena = std::make_unique<Arena>();
    document.m_source = std::make_unique<std::string>(html);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::allocate;
    options.deallocator = &Arena::release;
    options.userdata = document.m_arena.get();
    options.max_errors = 0;
    document.m_document = document.m_arena->parse(options, *document.m_source);
    if (!document.m_document || deeperThan(document.m_document, kMaxDepth))
        return tooComplex();
    return document;
}

std::vector<const GumboNode *> childrenOf(const GumboNode *node) {
    const GumboVector *children = node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children
                                  : isElement(node)                 ? &node->v.element.children
                                                                    : nullptr;
    std::vector<const GumboNode *> out;
    for (unsigned i = 0; children && i < children->length; ++i)
        out.push_back(static_cast<const GumboNode *>(children->data[i]));
    return out;
}

std::string tagName(const GumboNode *element) {
    if (element->v.element.tag != GUMBO_TAG_UNKNOWN)
        return gumbo_normalized_tagname(element->v.element.tag);
    GumboStringPiece original = element->v.element.original_tag;
    gumbo_tag_from_original_text(&original);
    return original.data ? toLowerAscii({original.data, original.length}) : std::string();
}

const char *attributeOf(const GumboNode *element, const char *name) {
    const GumboAttribute *attribute = gumbo_get_attribute(&element->v.element.attributes, name);
    return attribute ? attribute->value : nullptr;
}

std::string tidyUrl(std::string_view url) {
    std::string out;
    for (char c : url)
        if (!(c >= 0 && c < 0x20) && c != 0x7f)
            out += c;
    return std::string(trimmed(out));
}

} // namespace audience::email
