// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/originalsheet.h"

#include "core/intake/bytes.h"
#include "ui/parts/readabletext.h"
#include "ui/parts/spacing.h"

#include <QFontDatabase>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace updesk
{

OriginalSheet::OriginalSheet(QWidget *window)
    : SheetDialog(window),
      m_text(new QPlainTextEdit),
      m_back(new Button(tr("Earlier part"))),
      m_forward(new Button(tr("Later part"))),
      m_where(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    setObjectName(QStringLiteral("lead.original"));
    m_text->setObjectName(QStringLiteral("lead.original.text"));
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("The document as it came"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setUndoRedoEnabled(false);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace12, kSpace16);
    column->addWidget(m_text);
    setBody(body);
    setPanel(820);
    setEscWords(tr("Close"));
    foot()->addWidget(m_where, 1);
    foot()->addWidget(m_back);
    foot()->addWidget(m_forward);
    connect(m_back, &Button::clicked, this, [this] { showPart(m_part - 1); });
    connect(m_forward, &Button::clicked, this, [this] { showPart(m_part + 1); });
}

void OriginalSheet::show(const OriginalText &original, const QString &arrived)
{
    m_bytes = original.bytes.size();
    m_document = readableBytes(original.bytes);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(scaled(13));
    m_text->setFont(fixed);
    m_text->setMinimumHeight(std::max(scaled(120), parentWidget()->height() * 6 / 10));
    setHead(tr("Original"), arrived);
    setAccessibleName(tr("Original"));
    showPart(0);
    openSheet(m_text);
}

void OriginalSheet::showPart(int part)
{
    const int parts = readableParts(m_document);
    m_part = std::clamp(part, 0, parts - 1);
    m_text->setPlainText(readablePart(m_document, m_part));
    const QString size = QLocale().formattedDataSize(m_bytes);
    m_where->setText(parts == 1 ? size : tr("Part %1 of %2, %3 in all").arg(m_part + 1).arg(parts).arg(size));
    m_back->setVisible(parts > 1);
    m_forward->setVisible(parts > 1);
    m_back->setEnabled(m_part > 0);
    m_forward->setEnabled(m_part + 1 < parts);
}

QString OriginalSheet::text() const { return m_text->toPlainText(); }

} // namespace updesk
