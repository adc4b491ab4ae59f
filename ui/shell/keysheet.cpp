// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keysheet.h"

#include "ui/parts/keycap.h"
#include "ui/parts/spacing.h"

#include <QGridLayout>

namespace updesk
{

KeySheet::KeySheet(QWidget *window) : SheetDialog(window)
{
    setObjectName(QStringLiteral("keysheet"));
    setPanel(760);
    setEscWords(tr("closes"));
    auto *done = new Button(tr("Close"));
    foot()->addStretch();
    foot()->addWidget(done);
    connect(done, &Button::clicked, this, &KeySheet::closeSheet);
}

void KeySheet::openFor(const QString &title, const std::vector<Command> &commands)
{
    setHead(tr("Keys"), title, Icon::Help);
    auto *body = new QWidget;
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    row->setSpacing(kSpace32);
    std::vector<Command> own;
    std::vector<Command> everywhere;
    for (const Command &one : commands)
        if (!keyText(one.keys).isEmpty())
            (one.screen.isEmpty() ? everywhere : own).push_back(one);
    if (!own.empty()) {
        row->addWidget(makeColumn(tr("On this screen"), own), 1);
        row->addWidget(makeColumn(tr("Everywhere"), everywhere), 1);
    } else {
        const auto half = everywhere.begin() + std::ptrdiff_t(everywhere.size() + 1) / 2;
        row->addWidget(makeColumn(tr("Everywhere"), {everywhere.begin(), half}), 1);
        row->addWidget(makeColumn(QString(), {half, everywhere.end()}), 1);
    }
    setBody(body);
    openSheet();
}

QWidget *KeySheet::makeColumn(const QString &head, const std::vector<Command> &commands)
{
    auto *column = new QWidget;
    auto *grid = new QGridLayout(column);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kSpace12);
    grid->setVerticalSpacing(6);
    grid->addWidget(new TextLabel(head, Type::CaptionStrong, Colour::Text2), 0, 0, 1, 2);
    int line = 1;
    for (const Command &one : commands) {
        auto *words = new TextLabel(one.words);
        words->setWordWrap(true);
        grid->addWidget(words, line, 0);
        grid->addWidget(new KeycapLabel(keyText(one.keys)), line, 1, Qt::AlignRight);
        ++line;
    }
    grid->setColumnStretch(0, 1);
    grid->setRowStretch(line, 1);
    return column;
}

} // namespace updesk
