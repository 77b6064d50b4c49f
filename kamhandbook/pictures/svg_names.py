"""What drawings may consist of: elements that draw, and the attributes that say how."""

from __future__ import annotations

_ELEMENTS = (
    "svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan "
    "textPath tref altGlyph image linearGradient radialGradient meshgradient mesh meshrow "
    "meshpatch hatch hatchpath solidcolor stop pattern clipPath mask marker filter style view "
    "color-profile font font-face font-face-src font-face-name glyph missing-glyph hkern vkern a "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence"
)
_ATTRIBUTES = (
    "role aria-label aria-labelledby aria-describedby aria-hidden "
    "id class style version baseProfile x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points "
    "width height viewBox preserveAspectRatio transform transform-origin pathLength rotate "
    "textLength lengthAdjust startOffset method spacing side path offset gradientUnits "
    "gradientTransform spreadMethod patternUnits patternContentUnits patternTransform "
    "clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY "
    "orient filterUnits primitiveUnits filterRes in in2 result mode type values tableValues slope "
    "intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX "
    "targetY edgeMode preserveAlpha kernelUnitLength surfaceScale diffuseConstant "
    "specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ z azimuth "
    "elevation scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency "
    "numOctaves seed stitchTiles requiredFeatures requiredExtensions systemLanguage zoomAndPan "
    "enable-background media horiz-adv-x horiz-origin-x horiz-origin-y vert-adv-y vert-origin-x "
    "vert-origin-y unicode glyph-name arabic-form lang u1 u2 g1 g2 k units-per-em panose-1 "
    "cap-height x-height ascent descent bbox alphabetic underline-position underline-thickness "
    "unicode-range stemv stemh accent-height pitch hatchUnits solid-color solid-opacity "
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-profile color-rendering cursor direction display "
    "dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font "
    "font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch "
    "font-style font-variant font-variant-caps font-variant-east-asian font-variant-ligatures "
    "font-variant-numeric font-variation-settings font-weight glyph-orientation-horizontal "
    "glyph-orientation-vertical image-rendering inline-size isolation kerning letter-spacing "
    "lighting-color line-height marker marker-end marker-mid marker-start mask mask-type "
    "mix-blend-mode opacity overflow paint-order pointer-events shape-inside shape-margin "
    "shape-padding shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width tab-size text-align text-align-last text-anchor text-decoration "
    "text-decoration-line text-indent text-orientation text-overflow text-rendering "
    "text-transform unicode-bidi vector-effect visibility white-space white-space-collapse "
    "word-spacing writing-mode"
)
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
UNSEEN = frozenset(["title", "desc"])  # what programs call a drawing, and say of it
