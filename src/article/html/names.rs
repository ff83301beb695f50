//! The elements of HTML: how each takes part in the text.

/// How an element takes part in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `html`, `head`, `body`: whatever their tags say, text goes on.
    Root,
    /// Flows with the text around it.
    Inline,
    /// Inline, and its end tag closes it alone, although blocks were opened inside.
    Formatting,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Holds blocks and stands in the tree of containers.
    Container,
    /// Breaks the text and holds nothing of its own.
    Block,
    /// Text that is read or left out, as its attributes and place say.
    Button,
    /// Left out with all it holds; the text around it flows on.
    Skipped,
    /// Left out with all it holds, and breaks the text.
    SkippedBlock,
    /// One placeholder stands for all it holds.
    Object,
    /// Inline code: one placeholder.
    Code,
    /// Preformatted text.
    Preformatted,
    /// Tells about the page: never holds text of it.
    Metadata,
    /// Has no content and shows nothing.
    Void,
    /// `br`.
    LineBreak,
    /// `hr`.
    Rule,
    /// `img`.
    Image,
}

/// The text of a name, known when this is compiled.
const fn ascii(name: &'static [u8]) -> &'static str {
    match std::str::from_utf8(name) {
        Ok(name) => name,
        Err(_) => "",
    }
}

macro_rules! elements {
    ($($shape:expr => $($tag:ident $name:literal)+;)+) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { $($($tag,)+)+
            /// A name that is not in the table.
            Unknown,
        }

        impl Tag {
            /// How many names there are.
            pub(super) const COUNT: usize = Self::Unknown as usize + 1;

            /// The element of a name in lower case.
            pub(super) fn from_name(name: &[u8]) -> Self {
                match name {
                    $($($name => Self::$tag,)+)+
                    _ => Self::Unknown,
                }
            }

            /// Its name; empty where the table has none.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $($(Self::$tag => const { ascii($name) },)+)+
                    Self::Unknown => "",
                }
            }

            /// How it takes part in the text.
            pub(super) const fn shape(self) -> Shape {
                match self {
                    $($(Self::$tag)|+ => $shape,)+
                    Self::Unknown => Shape::Inline,
                }
            }
        }
    };
}

elements! {
    Shape::Root => Html b"html" Head b"head" Body b"body";
    Shape::Inline => Span b"span" Sup b"sup" Sub b"sub" Cite b"cite" Q b"q" Label b"label" Abbr b"abbr" Time b"time"
        Dfn b"dfn" Var b"var" Ins b"ins" Del b"del" Mark b"mark" Data b"data" Bdi b"bdi" Picture b"picture"
        DCite b"d-cite" DtCite b"dt-cite" DFootnote b"d-footnote" DtFn b"dt-fn";
    Shape::Formatting => A b"a" B b"b" Big b"big" Em b"em" Font b"font" I b"i" Nobr b"nobr" S b"s" Small b"small"
        Strike b"strike" Strong b"strong" Tt b"tt" U b"u";
    Shape::Heading(1) => H1 b"h1";
    Shape::Heading(2) => H2 b"h2";
    Shape::Heading(3) => H3 b"h3";
    Shape::Heading(4) => H4 b"h4";
    Shape::Heading(5) => H5 b"h5";
    Shape::Heading(6) => H6 b"h6";
    Shape::Paragraph => P b"p";
    Shape::Container => Div b"div" Section b"section" Article b"article" Main b"main" Aside b"aside" Footer b"footer"
        Header b"header" Figure b"figure" Figcaption b"figcaption" Caption b"caption" Blockquote b"blockquote"
        Ul b"ul" Ol b"ol" Menu b"menu" Dir b"dir" Li b"li" Table b"table" Tr b"tr" Td b"td" Th b"th" Dl b"dl"
        Dt b"dt" Dd b"dd" Details b"details" Form b"form" Fieldset b"fieldset" Address b"address" Center b"center"
        Dialog b"dialog" Hgroup b"hgroup" Search b"search" References b"references" DTitle b"d-title"
        DByline b"d-byline" DArticle b"d-article" DAppendix b"d-appendix" DAbstract b"d-abstract"
        DFootnoteList b"d-footnote-list" DCitationList b"d-citation-list" DBibliography b"d-bibliography"
        DtArticle b"dt-article" DtAppendix b"dt-appendix" DtBibliography b"dt-bibliography";
    Shape::Block => Tbody b"tbody" Thead b"thead" Tfoot b"tfoot" Colgroup b"colgroup" Summary b"summary"
        Legend b"legend" Option b"option" Optgroup b"optgroup";
    Shape::Button => Button b"button";
    Shape::Skipped => Script b"script" Style b"style" Template b"template" Svg b"svg" Noscript b"noscript"
        Iframe b"iframe" Object b"object" Applet b"applet" Select b"select" Datalist b"datalist"
        Textarea b"textarea" Noembed b"noembed" Noframes b"noframes";
    Shape::SkippedBlock => Nav b"nav";
    Shape::Object => Math b"math" Video b"video" Audio b"audio" Canvas b"canvas" DMath b"d-math" DtMath b"dt-math";
    Shape::Code => Code b"code" Kbd b"kbd" Samp b"samp" DCode b"d-code" DtCode b"dt-code";
    Shape::Preformatted => Pre b"pre" Listing b"listing" Xmp b"xmp" Plaintext b"plaintext";
    Shape::Metadata => Title b"title" Meta b"meta" Link b"link" Base b"base";
    Shape::Void => Area b"area" Col b"col" Embed b"embed" Frame b"frame" Input b"input" Keygen b"keygen"
        Param b"param" Source b"source" Track b"track" Wbr b"wbr";
    Shape::LineBreak => Br b"br";
    Shape::Rule => Hr b"hr";
    Shape::Image => Img b"img" Image b"image";
    // Places inside SVG and MathML where HTML goes on; their text is never read.
    Shape::Inline => ForeignObject b"foreignobject" Desc b"desc" AnnotationXml b"annotation-xml" Mi b"mi" Mo b"mo"
        Mn b"mn" Ms b"ms" Mtext b"mtext";
}

impl Tag {
    /// The tag whose chain of open elements it shares: all headings are one, for any heading's end tag closes any.
    pub(super) fn slot(self) -> usize {
        match self.shape() {
            Shape::Heading(_) => Self::H1 as usize,
            _ => self as usize,
        }
    }

    /// Whether it never has content.
    pub(super) fn is_void(self) -> bool {
        matches!(self.shape(), Shape::Void | Shape::LineBreak | Shape::Rule | Shape::Image)
            || matches!(self, Self::Meta | Self::Link | Self::Base)
    }

    /// Whether it is "special" in the words of the HTML standard: inline end tags do not reach through it, and an item
    /// does not end through it.
    pub(super) fn is_special(self) -> bool {
        use Shape::{Block, Button, Container, Heading, Paragraph, Preformatted, Root, Skipped, SkippedBlock};
        match self {
            Self::Svg | Self::Datalist | Self::Dialog | Self::Option | Self::Optgroup => false,
            Self::Title => true,
            _ => matches!(
                self.shape(),
                Root | Heading(_) | Paragraph | Container | Block | Button | Skipped | SkippedBlock | Preformatted
            ),
        }
    }

    /// Whether end tags do not reach through it.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Self::Td | Self::Th | Self::Caption | Self::Object | Self::Applet | Self::Select)
            || self.is_table_scope()
            || self.is_integration_point()
    }

    /// Whether end tags of rows and cells do not reach through it.
    pub(super) fn is_table_scope(self) -> bool {
        matches!(self, Self::Table | Self::Template)
    }

    /// Whether it is a place inside SVG or MathML where HTML goes on.
    pub(super) fn is_integration_point(self) -> bool {
        self.continues_html_in(Self::Math) || matches!(self, Self::ForeignObject | Self::Desc)
    }

    /// Whether HTML goes on in it where it stands in `root`, which is `svg` or `math`.
    pub(super) fn continues_html_in(self, root: Self) -> bool {
        match root {
            Self::Svg => matches!(self, Self::ForeignObject | Self::Desc | Self::Title),
            _ => matches!(self, Self::AnnotationXml | Self::Mi | Self::Mo | Self::Mn | Self::Ms | Self::Mtext),
        }
    }

    /// Whether its start tag closes an open paragraph.
    pub(super) fn ends_paragraph(self) -> bool {
        match self {
            Self::Caption | Self::Tr | Self::Td | Self::Th => false,
            Self::Summary => true,
            _ => matches!(
                self.shape(),
                Shape::Heading(_)
                    | Shape::Paragraph
                    | Shape::Container
                    | Shape::SkippedBlock
                    | Shape::Preformatted
                    | Shape::Rule
            ),
        }
    }

    /// Whether its start tag ends SVG or MathML that was left open.
    pub(super) fn breaks_out_of_foreign(self) -> bool {
        matches!(self.shape(), Shape::Heading(_) | Shape::Paragraph | Shape::Preformatted | Shape::LineBreak)
            || self.shape() == Shape::Rule
            || matches!(
                self,
                Self::B
                    | Self::Big
                    | Self::Blockquote
                    | Self::Body
                    | Self::Center
                    | Self::Code
                    | Self::Dd
                    | Self::Div
                    | Self::Dl
                    | Self::Dt
                    | Self::Em
                    | Self::Embed
                    | Self::Head
                    | Self::I
                    | Self::Img
                    | Self::Li
                    | Self::Menu
                    | Self::Meta
                    | Self::Nobr
                    | Self::Ol
                    | Self::S
                    | Self::Small
                    | Self::Span
                    | Self::Strong
                    | Self::Strike
                    | Self::Sub
                    | Self::Sup
                    | Self::Table
                    | Self::Tt
                    | Self::U
                    | Self::Ul
                    | Self::Var
            )
    }
}
