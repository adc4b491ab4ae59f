// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/parsecommand.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <cstdio>

namespace
{

struct Verb {
    const char *name;
    const char *usage;
    int (*run)(const QStringList &arguments); ///< arguments without the verb; returns the exit status
};

constexpr auto kVerbs = std::to_array<Verb>({
    {"parse", "parse FILE... [--tz ZONE] [--region CC]", updesk::parseCommand},
});

constexpr int kUsageError = 2;

int usage(std::FILE *out, int status)
{
    std::fputs("usage:\n", out);
    for (const Verb &verb : kVerbs)
        std::fprintf(out, "  updeskctl %s\n", verb.usage);
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("updeskctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(UPDESK_VERSION));
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString name = arguments.isEmpty() ? QString() : arguments.takeFirst();
    for (const Verb &verb : kVerbs) {
        if (name == QLatin1String(verb.name))
            return verb.run(arguments);
    }
    const bool asked = name == QLatin1String("help") || name == QLatin1String("--help") || name == QLatin1String("-h");
    return asked ? usage(stdout, 0) : usage(stderr, kUsageError);
}
