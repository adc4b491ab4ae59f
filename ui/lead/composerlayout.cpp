// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatetext.h"
#include "ui/lead/composerpanel.h"
#include "ui/lead/videoline.h"
#include "ui/parts/field.h"
#include "ui/parts/filledbox.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/screen.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"

#include <QComboBox>
#include <QScrollArea>
#include <QSyntaxHighlighter>
#include <QVBoxLayout>

// How the panel is laid out.
namespace updesk
{

static constexpr int kLeadRoom = 560, kTextLines = 5, kMailLines = 9;

/// Fields that still stand in the text.
class ComposerPanel::Marks final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &line) override
    {
        QTextCharFormat open;
        open.setForeground(colour(Colour::Bad));
        open.setBackground(colour(Colour::BadTint));
        for (const TemplatePiece &piece : templateText(line).pieces) {
            if (piece.field)
                setFormat(int(piece.at), int(piece.length), open);
        }
    }
};

static QVBoxLayout *columnIn(QWidget *box, int margin)
{
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(kSpace8);
    return column;
}

ComposerPanel::ComposerPanel(Session &session, QWidget *lead, QWidget *parent)
    : SidePanel(parent, kLeadRoom),
      m_session(session),
      m_model(new ComposerModel(session, this)),
      m_lead(lead),
      m_title(new TextLabel(QString(), Type::Section))
{
    setObjectName(QStringLiteral("lead.composer"));
    setAccessibleName(tr("Message to the customer"));
    auto *content = new QWidget;
    m_parts = new QVBoxLayout(content);
    m_parts->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace12);
    m_parts->setSpacing(kSpace8);
    m_parts->addWidget(makeText());
    m_parts->addWidget(makeCounter());
    m_parts->addWidget(m_video = new VideoLine);
    m_parts->addWidget(makeNotes());
    m_parts->addWidget(makePage());
    m_parts->addStretch();
    lay(makeHead(), scrollOver(content), makeFoot());
    connectParts();
    dressEdit();
    parent->installEventFilter(this);
    for (QWidget *typed : {static_cast<QWidget *>(m_edit), static_cast<QWidget *>(m_subject->edit()),
             static_cast<QWidget *>(m_why->edit())})
        typed->installEventFilter(this);
    hide();
}

ComposerPanel::~ComposerPanel() = default;

QWidget *ComposerPanel::makeHead()
{
    QHBoxLayout *row = nullptr;
    QWidget *head = makeBar(row);
    m_title->setObjectName(QStringLiteral("lead.composer.title"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setElides();
    m_close = new Button(Icon::Close, tr("Close it and keep the draft"));
    m_close->setObjectName(QStringLiteral("lead.composer.close"));
    m_close->setKeys(Qt::Key_Escape);
    row->addWidget(m_title, 1);
    row->addWidget(m_close);
    return head;
}

// To whom, from which template, in which language.
void ComposerPanel::makePick()
{
    m_ways = new QComboBox;
    m_ways->setObjectName(QStringLiteral("lead.composer.way"));
    m_ways->setAccessibleName(tr("To"));
    m_choice = new QComboBox;
    m_choice->setObjectName(QStringLiteral("lead.composer.template"));
    m_choice->setAccessibleName(tr("Template"));
    for (QComboBox *list : {m_ways, m_choice}) {
        list->setProperty("bar", true);
        list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        list->setMinimumContentsLength(8);
    }
    m_language = new Segments(tr("Language of the message"), {tr("EN"), tr("ES"), tr("FR")});
    m_language->setObjectName(QStringLiteral("lead.composer.language"));
    m_pick = new QHBoxLayout;
    m_pick->setSpacing(kSpace8);
    m_pick->addWidget(m_choice, 1);
    m_pick->addWidget(m_language);
}

QWidget *ComposerPanel::makeText()
{
    auto *box = new QWidget;
    auto *column = columnIn(box, 0);
    m_to = wrappedLabel("lead.composer.to", Type::Body, Colour::Text2);
    makePick();
    m_subject = new Field(tr("&Subject"));
    m_subject->edit()->setObjectName(QStringLiteral("lead.composer.subject"));
    m_subject->edit()->setMaxLength(int(kLongestSubject));
    m_edit = new QPlainTextEdit;
    m_edit->setObjectName(QStringLiteral("lead.composer.edit"));
    m_edit->setAccessibleName(tr("Text of the message"));
    m_edit->setTabChangesFocus(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    Screen::markPane(m_edit);
    m_marks = std::make_unique<Marks>(m_edit->document());
    m_footerBox = new FilledBox(Colour::Alt, Colour::Divider);
    auto *locked = columnIn(m_footerBox, kSpace8);
    locked->setSpacing(kSpace4);
    locked->addWidget(new TextLabel(tr("Stands under every email"), Type::CaptionStrong, Colour::Text2));
    m_footer = wrappedLabel("lead.composer.footer", Type::Caption, Colour::Text2);
    locked->addWidget(m_footer);
    column->addWidget(m_to);
    column->addWidget(m_ways);
    column->addLayout(m_pick);
    auto *paper = new FilledBox(Colour::Base, Colour::Line);
    columnIn(paper, 1)->addWidget(m_edit);
    for (QWidget *part : {static_cast<QWidget *>(m_subject), static_cast<QWidget *>(paper), m_footerBox})
        column->addWidget(part);
    return box;
}

QWidget *ComposerPanel::makeCounter()
{
    auto *box = new QWidget;
    auto *column = columnIn(box, 0);
    m_counter = wrappedLabel("lead.composer.counter", Type::BodyMedium, Colour::Text2);
    m_foreignBox = new FilledBox(Colour::CloseTint);
    auto *line = columnIn(m_foreignBox, kSpace8);
    m_foreign = wrappedLabel("lead.composer.foreign", Type::Body, Colour::Close);
    m_plain = new Button(tr("Use plain letters"));
    m_plain->setInBar();
    m_plain->setObjectName(QStringLiteral("lead.composer.plain"));
    line->addWidget(m_foreign);
    line->addWidget(m_plain, 0, Qt::AlignLeft);
    column->addWidget(m_counter);
    column->addWidget(m_foreignBox);
    return box;
}

QWidget *ComposerPanel::makeNotes()
{
    auto *box = new QWidget;
    auto *column = columnIn(box, 0);
    m_note = wrappedLabel("lead.composer.note", Type::Caption, Colour::Hint);
    m_snag = wrappedLabel("lead.composer.snag", Type::Body, Colour::Bad);
    m_gateBox = new FilledBox(Colour::CloseTint);
    auto *inner = columnIn(m_gateBox, kSpace8);
    m_gate = wrappedLabel("lead.composer.gate", Type::Body, Colour::Close);
    m_why = new Field(tr("&Why it goes out all the same"));
    m_why->edit()->setObjectName(QStringLiteral("lead.composer.why"));
    m_why->edit()->setPlaceholderText(tr("Kept with your name"));
    m_why->edit()->setMaxLength(500);
    inner->addWidget(m_gate);
    inner->addWidget(m_why);
    column->addWidget(m_note);
    column->addWidget(m_snag);
    column->addWidget(m_gateBox);
    return box;
}

// Read when it is wanted; the message keeps its room until then.
QWidget *ComposerPanel::makePage()
{
    auto *box = new QWidget;
    auto *column = columnIn(box, 0);
    m_page = new Button(tr("How we work"), ButtonKind::Link);
    m_page->setObjectName(QStringLiteral("lead.composer.process"));
    m_pageBox = new FilledBox(Colour::Alt, Colour::Divider);
    auto *inner = columnIn(m_pageBox, kSpace12);
    m_pageTitle = wrappedLabel("lead.composer.page.title", Type::BodyStrong, Colour::Text);
    m_pageText = wrappedLabel("lead.composer.page", Type::Body, Colour::Text);
    inner->addWidget(m_pageTitle);
    inner->addWidget(m_pageText);
    column->addWidget(m_page, 0, Qt::AlignLeft);
    column->addWidget(m_pageBox);
    m_pageBox->hide();
    return box;
}

QWidget *ComposerPanel::makeFoot()
{
    auto *foot = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, foot);
    flow->setContentsMargins(kSpace16, kSpace12, kSpace12, kSpace12);
    m_send = new Button(tr("Send"), ButtonKind::Primary);
    m_send->setObjectName(QStringLiteral("lead.composer.send"));
    m_send->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_sameNow = new Button(QString());
    m_sameNow->setObjectName(QStringLiteral("lead.composer.sendNow"));
    flow->addWidget(m_send);
    flow->addWidget(m_sameNow);
    return foot;
}

// An e-mail takes the room there is, a text what it needs.
void ComposerPanel::dressEdit()
{
    const bool mail = m_model->isMail();
    const int lines = mail ? kMailLines : kTextLines;
    m_parts->setStretch(0, mail ? 1 : 0);
    m_parts->setStretch(m_parts->count() - 1, mail ? 0 : 1);
    m_edit->setMinimumHeight(lines * lineHeight(Type::Body) + 2 * kSpace12);
    m_marks->rehighlight();
}

} // namespace updesk
