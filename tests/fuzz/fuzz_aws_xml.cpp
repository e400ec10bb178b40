// links: audience_aws
// Any bytes as an answer of an older service: the tree stays within its limits, and a fault is read without a crash.
#include "aws/fault.h"
#include "aws/xml.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

namespace {

int depthOf(const aws::XmlElement &element) {
    int deepest = 0;
    for (const aws::XmlElement &child : element.children)
        deepest = std::max(deepest, depthOf(child));
    return deepest + 1;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const auto document = aws::readXml(text))
        if (document->name.empty() || depthOf(*document) > aws::kMaxXmlDepth)
            std::abort();
    const aws::Fault fault = aws::faultOf({400, {}, text});
    (void)aws::errorOf(fault, "sns:Publish");
    return 0;
}
